# The program, its pages and the libraries it needs; everything it keeps is in the volume /srv/quorum.
#
#   docker build --tag quorum .
#   docker run --publish 127.0.0.1:8080:8080 --volume quorum:/srv/quorum quorum

FROM swift:6.3-bookworm AS build
WORKDIR /src
COPY scripts scripts
COPY Tests/requirements.txt Tests/requirements.txt
RUN scripts/setup.sh build
COPY Package.swift ./
COPY Sources Sources
# The manifest names the test targets; their folders have to be there.
COPY Tests Tests
RUN swift build --configuration release -Xcc -O2 \
    && install -D --strip .build/release/quorum /out/bin/quorum \
    && install -D --strip .build/release/libQuorumArrow.so /out/lib/libQuorumArrow.so \
    && cp -R /usr/local/lib/quorum-arrow /out/quorum-arrow \
    && cp -R /usr/local/share/quorum /out/share

FROM swift:6.3-bookworm-slim
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        ca-certificates \
        curl \
        libavcodec59 \
        libavformat59 \
        libavutil57 \
        libcld2-0 \
        libcmark-gfm-extensions0.29.0.gfm.6 \
        libcmark-gfm0.29.0.gfm.6 \
        libicu72 \
        libpq5 \
        libsndfile1 \
        libsqlite3-0 \
        libstdc++6 \
        libswresample4 \
        tzdata \
        zlib1g \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --home-dir /srv/quorum --shell /usr/sbin/nologin quorum \
    && install --directory --owner quorum --group quorum --mode 0700 /srv/quorum
COPY --from=build /out/quorum-arrow/lib /usr/local/lib/quorum-arrow/lib
COPY --from=build /out/bin/quorum /usr/local/bin/quorum
COPY --from=build /out/lib/libQuorumArrow.so /usr/local/lib/libQuorumArrow.so
COPY --from=build /out/share /usr/local/share/quorum
COPY static /usr/local/share/quorum/static
RUN echo /usr/local/lib/quorum-arrow/lib > /etc/ld.so.conf.d/quorum-arrow.conf && ldconfig

USER 10001:10001
VOLUME /srv/quorum
ENV QUORUM_DATA=/srv/quorum QUORUM_HOST=0.0.0.0 QUORUM_PORT=8080
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
    CMD ["curl", "--fail", "--silent", "--show-error", "http://127.0.0.1:8080/readyz"]
ENTRYPOINT ["/usr/local/bin/quorum"]
CMD ["serve"]

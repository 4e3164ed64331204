#!/usr/bin/env bash
# Installs the Arrow and Parquet C++ libraries where Debian has no package of them.
#
# The pyarrow wheel holds the libraries and their headers. They go under one folder, with parquet.pc for pkg-config
# and an entry for the loader. Where pkg-config knows Parquet already, from Apache's libparquet-dev, that one is used.
# To remove it all: rm -r /usr/local/lib/quorum-arrow, and the two files named below.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

prefix=/usr/local/lib/quorum-arrow
loader=/etc/ld.so.conf.d/quorum-arrow.conf
pin=$(grep '^pyarrow==' Tests/requirements.txt)
version=${pin#pyarrow==}

found=$(pkg-config --modversion parquet 2>/dev/null || true)
origin=$(pkg-config --variable=prefix parquet 2>/dev/null || true)
if [ -n "$found" ]; then
    [ "$found" != "$version" ] || exit 0
    [ "$origin" = "$prefix" ] || exit 0
fi

# A folder of pkg-config's own search path, so that SwiftPM finds it with nothing set in the environment.
search_path=$(pkg-config --variable pc_path pkg-config)
case ":$search_path:" in
    *:/usr/local/lib/pkgconfig:*) descriptions=/usr/local/lib/pkgconfig ;;
    *) descriptions=${search_path%%:*} ;;
esac

say "installing Arrow $version under $prefix"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
/usr/bin/python3 -m venv "$work/venv"
"$work/venv/bin/pip" download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
    --dest "$work" "$pin"
/usr/bin/python3 -m zipfile -e "$work"/pyarrow-*.whl "$work/wheel"

mkdir -p "$work/prefix/lib" "$work/description"
cp -R "$work/wheel/pyarrow/include" "$work/prefix/include"
for library in libarrow libparquet; do
    file=$(cd "$work/wheel/pyarrow" && ls $library.so.*)
    cp "$work/wheel/pyarrow/$file" "$work/prefix/lib/"
    ln -s "$file" "$work/prefix/lib/$library.so"
done
cp "$work"/wheel/pyarrow-*.dist-info/licenses/* "$work/prefix/" 2>/dev/null || true
cat >"$work/description/parquet.pc" <<END
prefix=$prefix
Name: Apache Parquet
Description: Apache Arrow and Parquet C++ libraries, from the pyarrow wheel
Version: $version
Libs: -L\${prefix}/lib -lparquet -larrow
Cflags: -I\${prefix}/include
END
echo "$prefix/lib" >"$work/description/quorum-arrow.conf"
chmod -R a+rX "$work"

as_root rm -rf "$prefix"
as_root mkdir -p "$(dirname "$prefix")" "$descriptions"
as_root cp -R "$work/prefix" "$prefix"
as_root cp "$work/description/quorum-arrow.conf" "$loader"
as_root ldconfig
as_root cp "$work/description/parquet.pc" "$descriptions/parquet.pc"

#!/usr/bin/env bash
# Makes speech.amr: three seconds of real speech. Debian's ffmpeg has no AMR encoder, so it takes sox and libsox-fmt-all.
set -euo pipefail
cd "$(dirname "$0")"
sox /usr/share/asterisk/sounds/en_US_f_Allison/vm-options.wav -t amr-nb speech.amr rate 8000 trim 0 3

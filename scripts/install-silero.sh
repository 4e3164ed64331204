#!/usr/bin/env bash
# Installs the weights of Silero's voice activity model, with which `quorum chunk` tells speech from other sound.
#
# They come out of the silero-vad wheel, which has them in several files; this one names its arrays and is of the newest
# training, which the wheel's safetensors file is not. To remove them: rm -r /usr/local/share/quorum
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

folder=/usr/local/share/quorum
weights=silero_vad_16k_sequence.onnx
licence=silero_vad_LICENSE.txt
pin=$(grep '^silero-vad==' Tests/requirements.txt)
sum=9ccdacc4719d8aa7e45a77536bfabec45a03ba1f2fad5e241ab4060b24238a85

is_whole() { [ "$(sha256sum <"$1" 2>/dev/null | cut -d ' ' -f 1)" = "$sum" ]; }

! { [ -f $folder/$weights ] && [ -f $folder/$licence ] && is_whole $folder/$weights; } || exit 0

say "installing the weights of $pin under $folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
/usr/bin/python3 -m venv "$work/venv"
"$work/venv/bin/pip" download --quiet --disable-pip-version-check --no-deps --only-binary :all: --dest "$work" "$pin"
/usr/bin/python3 -m zipfile -e "$work"/silero_vad-*.whl "$work/wheel"
cp "$work/wheel/silero_vad/data/$weights" "$work/$weights"
cp "$work"/wheel/silero_vad-*.dist-info/licenses/LICENSE "$work/$licence"
is_whole "$work/$weights" || fail "the weights in $pin are not those expected; update the sum in scripts/install-silero.sh"
chmod a+r "$work/$weights" "$work/$licence"
as_root mkdir -p $folder
as_root cp "$work/$licence" "$work/$weights" $folder/

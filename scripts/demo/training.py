"""The exports in a training job: read by datasets and webdataset, fed by a DataLoader to a small recogniser."""

import io
import itertools
import json
from dataclasses import dataclass
from pathlib import Path

import numpy
import soundfile
import torch
import webdataset

from results import normalised

ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789' "
RATE = 8000
BANDS = 40
FRAME, HOP = 256, 80


class ExportError(Exception):
    """The export does not hold what it should, or cannot be learnt from."""


@dataclass(frozen=True)
class Manifest:
    folder: Path
    rows: dict[str, int]
    shards: dict[str, list[str]]

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        content = json.loads((folder / "manifest.json").read_text())
        rows = {split["name"]: split["rows"] for split in content["splits"]}
        shards: dict[str, list[str]] = {}
        for shard in content["shards"]:
            shards.setdefault(shard["split"], []).append(str(folder / shard["path"]))
        return cls(folder, rows, shards)


def read_parquet(manifest: Manifest, cache: Path) -> str:
    """Opens the Parquet export as `load_dataset` does and decodes a recording; says what is in it."""
    import datasets

    datasets.disable_progress_bars()
    loaded = datasets.load_dataset(str(manifest.folder), cache_dir=str(cache))
    rows = {split: len(table) for split, table in loaded.items()}
    if rows != manifest.rows:
        raise ExportError(f"datasets finds {rows} rows, the manifest says {manifest.rows}")
    first = loaded["train"][0]
    sound = first["audio"].get_all_samples()
    return (
        f"datasets: {', '.join(f'{split} {count}' for split, count in rows.items())}; "
        f"first: \"{first['text']}\", {sound.data.shape[-1] / sound.sample_rate:.2f} s, "
        f"support {first['support']} of {first['votes']}"
    )


def examples(manifest: Manifest, split: str):
    """The split's examples as features and target, from its tar shards."""
    return (
        webdataset.WebDataset(manifest.shards[split], shardshuffle=False, empty_check=False)
        .to_tuple("flac", "txt")
        .map_tuple(_features, lambda text: _target(text.decode()))
        .select(lambda example: len(example[1]) > 0)
    )


def count_webdataset(manifest: Manifest) -> str:
    rows = {
        split: sum(1 for _ in webdataset.WebDataset(shards, shardshuffle=False, empty_check=False))
        for split, shards in manifest.shards.items()
    }
    if rows != manifest.rows:
        raise ExportError(f"webdataset finds {rows} rows, the manifest says {manifest.rows}")
    return f"webdataset: {', '.join(f'{split} {count}' for split, count in rows.items())}"


def train(manifest: Manifest, steps: int = 150, batch: int = 16) -> tuple[list[float], list[float]]:
    """A few optimiser steps with CTC loss. It shows that the data trains, no more.

    Returns the loss of each step, and the loss on the validation split before and after.
    """
    torch.manual_seed(3)
    # More threads gain nothing on batches this small and cost much on a busy machine.
    torch.set_num_threads(1)
    data = examples(manifest, "train").shuffle(1000, initial=1000, seed=3).repeat()
    loader = torch.utils.data.DataLoader(data, batch_size=batch, num_workers=1, collate_fn=_collate)
    model = Recogniser()
    optimiser = torch.optim.AdamW(model.parameters(), lr=3e-3)
    held_out = [_held_out_loss(model, manifest)]
    losses = []
    for rows in itertools.islice(loader, steps):
        loss = model.loss(*rows)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5)
        optimiser.step()
        losses.append(loss.item())
    held_out.append(_held_out_loss(model, manifest))
    first, last = numpy.mean(losses[:5]), numpy.mean(losses[-5:])
    if not last < 0.5 * first:
        raise ExportError(f"the training loss does not fall: {first:.2f} at first, {last:.2f} at last")
    return losses, held_out


def _held_out_loss(model: "Recogniser", manifest: Manifest) -> float:
    rows = list(examples(manifest, "validation"))
    model.eval()
    with torch.no_grad():
        loss = model.loss(*_collate(rows)).item()
    model.train()
    return loss


class Recogniser(torch.nn.Module):
    """Four convolutions, the first two of which quarter the frame rate, and a letter for each frame."""

    def __init__(self, width: int = 160):
        super().__init__()
        layers = []
        for inputs, stride in ((BANDS, 2), (width, 2), (width, 1), (width, 1)):
            layers += [
                torch.nn.Conv1d(inputs, width, 5, stride=stride, padding=2), torch.nn.BatchNorm1d(width),
                torch.nn.ReLU(),
            ]
        self.convolutions = torch.nn.Sequential(*layers)
        self.letters = torch.nn.Linear(width, len(ALPHABET) + 1)

    def loss(self, features, targets, frames, lengths):
        """CTC loss of a batch."""
        hidden = self.convolutions(features.transpose(1, 2))
        scores = self.letters(hidden.permute(2, 0, 1)).log_softmax(-1)
        return torch.nn.functional.ctc_loss(scores, targets, (frames + 3) // 4, lengths, zero_infinity=True)


def _features(flac: bytes) -> torch.Tensor:
    """Log-mel frames, 10 ms apart, of mean 0 and deviation 1."""
    samples, rate = soundfile.read(io.BytesIO(flac), dtype="float32")
    if rate != RATE:
        raise ExportError(f"a recording has {rate} Hz; expected {RATE}")
    spectrum = torch.stft(
        torch.from_numpy(samples), FRAME, HOP, window=torch.hann_window(FRAME), return_complex=True
    ).abs() ** 2
    bands = torch.log(_MEL @ spectrum + 1e-8).T
    return (bands - bands.mean()) / bands.std()


def _mel_bank() -> torch.Tensor:
    """Triangles evenly spaced on the mel scale."""
    edges = 700 * (10 ** (numpy.linspace(0, 2595 * numpy.log10(1 + RATE / 2 / 700), BANDS + 2) / 2595) - 1)
    bins = numpy.linspace(0, RATE / 2, FRAME // 2 + 1)
    low, middle, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rising, falling = (bins - low) / (middle - low), (high - bins) / (high - middle)
    return torch.from_numpy(numpy.maximum(0, numpy.minimum(rising, falling)).astype("float32"))


_MEL = _mel_bank()


def _target(text: str) -> torch.Tensor:
    return torch.tensor([ALPHABET.index(letter) + 1 for letter in normalised(text) if letter in ALPHABET])


def _collate(rows):
    features, targets = zip(*rows)
    frames = torch.tensor([len(row) for row in features])
    lengths = torch.tensor([len(row) for row in targets])
    return torch.nn.utils.rnn.pad_sequence(features, batch_first=True), torch.cat(targets), frames, lengths

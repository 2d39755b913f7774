"""The network that marks reports: half of the bundled encoder's layers, learned further, with a few small layers behind them.

Torch, onnx and transformers are needed to learn it, never to use it.
"""

from pathlib import Path
from typing import cast

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from bot.triage.platform import NAMES
from index.marker import SHAPES
from index.onnx_encoder import weights_file
from knowledge.marks import PARTS
from knowledge.messages import CATEGORIES

WIDTH = 384
LAYERS = 6
"""Of the encoder's twelve. All twelve marked no better after two rounds, and take twice as long (docs/adr/0022)."""

NARROW = 32
"""Numbers in which the first and the last word piece of a stretch are compared, for each part."""

MASKED = -1e4


class MarkerModel(nn.Module):
    """Word pieces to scores. All of a batch's texts are as long as its longest; `mask` tells which pieces are there."""

    def __init__(self) -> None:
        super().__init__()
        bert = encoder_layers()
        self.embeddings = bert.embeddings.requires_grad_(False)
        self.layers = nn.ModuleList(list(bert.encoder.layer)[:LAYERS])
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.ends = nn.Linear(WIDTH, 2 * len(PARTS))
        self.first, self.last = nn.Linear(WIDTH, len(PARTS) * NARROW), nn.Linear(WIDTH, len(PARTS) * NARROW)
        self.nothing = nn.Linear(WIDTH, len(PARTS))
        self.looks = nn.Linear(WIDTH, 2)
        self.kind, self.platform = nn.Linear(WIDTH, len(CATEGORIES)), nn.Linear(WIDTH, len(NAMES))
        self.bystander = nn.Linear(WIDTH, 1)
        self.drop = nn.Dropout(0.1)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.looks.weight)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Return the scores of stretches (batch, part, first, last), of nothing (batch, part), kinds, platforms, bystanders."""
        states = self.embeddings(input_ids=ids) + self.shape(shapes)
        hidden = (1.0 - mask[:, None, None, :]) * MASKED
        for layer in self.layers:
            told = layer(states, attention_mask=hidden)
            states = told[0] if isinstance(told, tuple) else told
        states = self.drop(states)
        looks = torch.softmax(self.looks(states) + (1.0 - mask[..., None]) * MASKED, 1)
        of_kind, of_platform = (torch.einsum("btd,bt->bd", states, looks[..., each]) for each in (0, 1))
        return (
            self._stretches(states), self.nothing(states[:, 0]), self.kind(of_kind), self.platform(of_platform),
            self.bystander(states)[..., 0],
        )  # fmt: skip

    def _stretches(self, states: Tensor) -> Tensor:
        batch, count, _ = states.shape
        begins, ends = self.ends(states).permute(0, 2, 1).chunk(2, 1)
        first = self.first(states).view(batch, count, len(PARTS), NARROW)
        last = self.last(states).view(batch, count, len(PARTS), NARROW)
        together = torch.einsum("bipd,bjpd->bpij", first, last) / NARROW**0.5
        return cast(Tensor, begins[..., :, None] + ends[..., None, :] + together)


class _OneText(nn.Module):
    """What is written as a file: one text at a time, so that nothing is masked."""

    def __init__(self, model: MarkerModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        return cast(tuple[Tensor, ...], self.model(ids, shapes, torch.ones_like(ids, dtype=torch.float32))[:-1])


def write_onnx(model: MarkerModel, path: Path) -> None:
    """Write the network with its matrices in 8 bits."""
    exact = path.with_suffix(".exact.onnx")
    names = ["ids", "shapes"]
    outputs = ["spans", "nothing", "kind", "platform"]
    pieces = {name: {1: "pieces"} for name in names} | {"spans": {2: "pieces", 3: "pieces"}}
    ids = torch.arange(1000, 1012)[None]
    torch.onnx.export(
        _OneText(model.eval()), (ids, torch.zeros_like(ids)), str(exact), input_names=names, output_names=outputs,
        dynamic_axes=pieces, dynamo=False, opset_version=17,
    )  # fmt: skip
    quantize_dynamic(exact, path, weight_type=QuantType.QUInt8, per_channel=True)
    exact.unlink()


def encoder_layers() -> BertModel:
    """Return the bundled encoder as torch computes it, its 8-bit matrices spread out again."""
    config = BertConfig(
        vocab_size=30_522, hidden_size=WIDTH, num_hidden_layers=12, num_attention_heads=12, intermediate_size=4 * WIDTH,
    )  # fmt: skip
    config._attn_implementation = "eager"  # the other ways of computing attention cannot be written as a file
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict(_weights())
    return model


def _weights() -> dict[str, Tensor]:
    graph = onnx.load(str(weights_file())).graph
    stored = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    plain = {name: value for name, value in stored.items() if name.startswith(("embeddings.", "encoder."))}
    spread = {name.removesuffix("_quantized") for name in plain if name.endswith("_quantized")}
    found = {name: _spread(stored, name) for name in spread}
    found |= {name: value for name, value in plain.items() if not name.endswith(("_quantized", "_scale", "_zero_point"))}
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            name = node.name.strip("/").removesuffix("/MatMul_quant").replace("/", ".")
            found[f"{name}.weight"] = _spread(stored, node.input[1].removesuffix("_quantized")).T
    return {name: torch.tensor(value.copy()) for name, value in found.items()}


def _spread(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    whole, middle = stored[f"{name}_quantized"].astype(np.float32), stored[f"{name}_zero_point"].astype(np.float32)
    return np.asarray((whole - middle) * stored[f"{name}_scale"], dtype=np.float32)

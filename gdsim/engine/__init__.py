"""The mathematics: data, neuron, descent. numpy only; no Qt, no files, no globals."""

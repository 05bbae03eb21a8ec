"""Writes the small models that the tests call. Needs Debian's python3-onnx 1.12: /usr/bin/python3 make.py"""
from onnx import TensorProto as T, TypeProto, helper as h, save

def model(name, nodes, inputs, outputs, initializers=(), ir=8, opsets=((("", 15),))):
    graph = h.make_graph(nodes, name, inputs, outputs, list(initializers))
    made = h.make_model(graph, producer_name="aqueduct-tests", opset_imports=[h.make_opsetid(d, v) for d, v in opsets])
    made.ir_version = ir
    save(made, name + ".onnx")

def tensor(name, kind, shape):
    return h.make_tensor_value_info(name, kind, shape)

def maps(key):
    kind = TypeProto()
    kind.sequence_type.elem_type.map_type.key_type = key
    kind.sequence_type.elem_type.map_type.value_type.tensor_type.elem_type = T.FLOAT
    kind.sequence_type.elem_type.map_type.value_type.tensor_type.shape.SetInParent()
    return kind

ML = (("", 15), ("ai.onnx.ml", 3))

# What skl2onnx makes of a logistic regression: labels, and for each row a map from class to probability.
def classifier(name, labels, key, kind, probabilities):
    keys = {key: labels}
    nodes = [h.make_node("LinearClassifier", ["X"], ["label", "probability_tensor"], domain="ai.onnx.ml", coefficients=[-1.0, -2.0, 1.0, 2.0],
                         intercepts=[0.0, 0.0], multi_class=0, post_transform="SOFTMAX", **{"classlabels_ints" if key == "classlabels_int64s" else "classlabels_strings": labels}),
             h.make_node("Identity", ["label"], ["output_label"])]
    outputs = [tensor("output_label", kind, ["N"])]
    if probabilities:
        nodes.append(h.make_node("Identity", ["probability_tensor"], ["probabilities"]))
        outputs.append(tensor("probabilities", T.FLOAT, [None, 2]))
    else:
        nodes.append(h.make_node("ZipMap", ["probability_tensor"], ["output_probability"], domain="ai.onnx.ml", **keys))
        outputs.append(h.make_value_info("output_probability", maps(kind)))
    model(name, nodes, [tensor("X", T.FLOAT, [None, 2])], outputs, opsets=ML)

classifier("zipmap", [0, 1], "classlabels_int64s", T.INT64, False)
classifier("zipmap-text", ["no", "yes"], "classlabels_strings", T.STRING, False)
classifier("columns", [0, 1], "classlabels_int64s", T.INT64, True)

# One value a column, in double precision; the constants stand among the inputs, as they did up to version 3 of the format.
model("regression", [h.make_node("Mul", ["a", "w"], ["aw"]), h.make_node("Add", ["aw", "b"], ["sum"])],
      [tensor("a", T.DOUBLE, ["N"]), tensor("b", T.DOUBLE, ["N"]), tensor("w", T.DOUBLE, [1])], [tensor("sum", T.DOUBLE, ["N"])],
      [h.make_tensor("w", T.DOUBLE, [1], [10.0])], ir=3, opsets=(("", 13),))

# Refuses rows: there are four places to gather from.
model("picky", [h.make_node("Gather", ["table", "index"], ["picked"])], [tensor("index", T.INT64, ["N"])], [tensor("picked", T.STRING, ["N"])],
      [h.make_tensor("table", T.STRING, [4], [b"a", b"b", b"c", b"d"])])

# Takes three rows at once, no more and no fewer; reads one of its inputs not at all.
model("fixed", [h.make_node("ReduceSum", ["x", "axes"], ["total"], keepdims=1)], [tensor("x", T.FLOAT, [3, 2]), tensor("label", T.BOOL, [3, 1])], [tensor("total", T.FLOAT, [3, 1])],
      [h.make_tensor("axes", T.INT64, [1], [1])])

# Texts and truths.
model("words", [h.make_node("Identity", ["word"], ["echo"]), h.make_node("Not", ["flag"], ["other"])],
      [tensor("word", T.STRING, ["N"]), tensor("flag", T.BOOL, ["N", 1])], [tensor("echo", T.STRING, ["N"]), tensor("other", T.BOOL, ["N", 1])])

# What no row has room for.
model("image", [h.make_node("Identity", ["pixels"], ["same"])], [tensor("pixels", T.FLOAT, [None, 3, 8, 8])], [tensor("same", T.FLOAT, [None, 3, 8, 8])])

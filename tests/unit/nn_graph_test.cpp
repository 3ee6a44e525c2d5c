#include <catch2/catch.hpp>

#include "spec/catalogue.hpp"
#include "test_model.hpp"
#include "weights/fold.hpp"

using namespace zscape;
using namespace zscape::testing;
using Catch::Contains;

TEST_CASE("the graph of every catalogue entry consumes exactly the spec's parameter table", "[nn]") {
  for (const ModelSpec& spec : catalogue()) {
    INFO(spec.id);
    const ModelFile file = random_model_file(spec, Dtype::f32);
    std::vector<Parameter> consumed;
    for (const auto& [name, network] : networks(spec)) {
      const auto graph = Graph::build(*network, input_shape(spec, name), file.tensors);
      REQUIRE(graph.ok());
      consumed.insert(consumed.end(), graph->parameters().begin(), graph->parameters().end());
    }
    CHECK(consumed == parameters(spec));
  }
}

TEST_CASE("a graph refuses tensors that do not fit, by name", "[nn]") {
  const Network network = {{"fc", Linear{2, 3}}};
  CHECK_THAT(Graph::build(network, {2}, {}).error().message, Contains("\"fc.weight\" is missing: expected shape [3, 2]"));
  const TensorMap transposed = {{"fc.weight", {{2, 3}, std::vector<float>(6)}}, {"fc.bias", {{3}, std::vector<float>(3)}}};
  CHECK_THAT(Graph::build(network, {2}, transposed).error().message, Contains("has shape [2, 3]: expected [3, 2]"));
}

TEST_CASE("a graph computes what its layers say", "[nn]") {
  const TensorMap tensors = {{"a.weight", {{2, 2}, {1, 2, -3, 4}}}, {"a.bias", {{2}, {0.5f, -1}}}};
  const auto graph = Graph::build({{"a", Linear{2, 2}}, Relu{}}, {2}, tensors);
  Matrix x(1, 2);
  x << 1, 0;
  const Matrix y = graph->forward(x);
  CHECK(y(0, 0) == 1.5f);
  CHECK(y(0, 1) == 0.0f);
}

TEST_CASE("a graph refuses layers that do not fit each other", "[nn]") {
  CHECK_THAT(Graph::build({{"fc", Linear{2, 3}}}, {3}, {}).error().message, Contains("\"fc\" takes 2 values") && Contains("[3]"));
}

TEST_CASE("an embedding blends the rows of its table", "[nn]") {
  const TensorMap tensors = {{"e.weight", {{2, 3}, {1, 2, 3, 10, 20, 30}}}};
  const auto graph = Graph::build({{"e", Embedding{2, 3}}}, {2}, tensors);
  Matrix x(2, 2);
  x << 0, 1, 0.5f, 0.25f;
  Matrix expected(2, 3);
  expected << 10, 20, 30, 3, 6, 9;
  CHECK(graph->forward(x) == expected);
}

TEST_CASE("batch normalisation uses the statistics of the training, per channel", "[nn]") {
  const TensorMap tensors = {{"n.weight", {{2}, {2, 1}}},
                             {"n.bias", {{2}, {1, 0}}},
                             {"n.running_mean", {{2}, {3, -1}}},
                             {"n.running_var", {{2}, {4, 0.25f}}}};
  const auto graph = Graph::build({Reshape{{2, 1, 2}}, {"n", BatchNorm{2}}}, {4}, tensors);
  Matrix x(1, 4);
  x << 3, 5, -1, 0;
  const Matrix y = graph->forward(x);
  CHECK(y(0, 0) == Approx(1.0));
  CHECK(y(0, 1) == Approx(3.0).epsilon(1e-4));
  CHECK(y(0, 2) == Approx(0.0).margin(1e-6));
  CHECK(y(0, 3) == Approx(2.0).epsilon(1e-4));
}

TEST_CASE("a transposed convolution of one pixel is the same as one of a picture with zeros around it", "[nn]") {
  for (const ConvTranspose2d& conv : {ConvTranspose2d{.in = 5, .out = 3, .kernel = 7, .bias = false},
                                      ConvTranspose2d{.in = 4, .out = 2, .kernel = 4, .stride = 2, .padding = 1}}) {
    ModelFile file;
    for (const Parameter& parameter : parameters(Layer("c", conv))) file.tensors[parameter.name] = random_parameter(parameter, 7);
    const auto graph = Graph::build({{"c", conv}}, {conv.in, 1, 1}, file.tensors);
    REQUIRE(graph.ok());
    const auto values_of = [&](const char* name) {
      const auto found = file.tensors.find(name);
      return found == file.tensors.end() ? std::vector<float>() : found->second.values;
    };
    const PackedConvolution packed = pack_convolution(conv, {conv.in, 1, 1}, values_of("c.weight"), values_of("c.bias"));
    Matrix x(2, conv.in);
    fill_normals(1, 0, values(x));
    CHECK(graph->forward(x) == convolution(packed, x));
  }
}

TEST_CASE("folded batch normalisation gives what the unfolded one gives, up to rounding", "[nn]") {
  std::vector<ModelSpec> specs(catalogue().begin(), catalogue().end());
  specs.push_back(tiny_conditional_spec());
  for (const ModelSpec& spec : specs) {
    CAPTURE(spec.id);
    const ModelFile trained = unstored_model_file(spec, Dtype::f32);
    ModelFile folded = trained;
    folded.spec = published(spec);
    folded.tensors = fold_batch_norm(spec, trained.tensors);
    for (const Parameter& parameter : parameters(folded.spec)) CHECK(folded.tensors.at(parameter.name).shape == parameter.shape);
    CHECK(folded.tensors.size() == parameters(folded.spec).size());
    for (const auto& [name, network] : networks(folded.spec)) {
      for (const Layer& layer : *network) CHECK_FALSE(std::holds_alternative<BatchNorm>(layer.kind));
      CHECK((name.starts_with("discriminator") ? network->empty() : true));
    }
    const auto a = Model::build(trained);
    const auto b = Model::build(folded);
    REQUIRE((a.ok() && b.ok()));
    Matrix pictures = Matrix::Constant(4, sample_width(spec), 0.3f), classes;
    if (a->has_decoder()) {
      const Matrix codes = a->sample(1, 0, 4, 1.0f);
      classes = codes.rightCols(codes.cols() - spec.latent);
      pictures = a->decode(codes);
      CHECK((pictures - b->decode(codes)).cwiseAbs().maxCoeff() < 1e-5f);
    }
    if (a->has_encoder())
      CHECK((a->encode(pictures, classes).mean - b->encode(pictures, classes).mean).cwiseAbs().maxCoeff() < 1e-4f);
    if (a->has_classifier()) CHECK((a->classify(pictures) - b->classify(pictures)).cwiseAbs().maxCoeff() < 1e-5f);
  }
}

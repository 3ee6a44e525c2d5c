#include <catch2/catch.hpp>

#include "spec/catalogue.hpp"
#include "test_model.hpp"

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

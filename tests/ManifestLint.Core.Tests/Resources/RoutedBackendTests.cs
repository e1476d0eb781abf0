using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class RoutedBackendTests
{
    [Theory]
    [InlineData("{apiVersion: networking.k8s.io/v1, kind: Ingress, spec: {rules: [{host: a.example, http: {paths: [{path: /x, backend: {service: {name: shop}}}]}}]}}", "shop: a.example /x")]
    [InlineData("{apiVersion: networking.k8s.io/v1, kind: Ingress, spec: {defaultBackend: {service: {name: shop}}}}", "shop:  ")]
    [InlineData("{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, spec: {hostnames: [a.example, b.example], rules: [{matches: [{path: {value: /x}}, {headers: [{name: v}]}], backendRefs: [{name: shop}]}]}}", "shop: a.example,b.example /x")]
    [InlineData("{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, spec: {rules: [{matches: [{headers: [{name: v}]}], backendRefs: [{name: shop}]}]}}", "shop:   marked")]
    [InlineData("{apiVersion: gateway.networking.k8s.io/v1, kind: GRPCRoute, spec: {rules: [{matches: [{method: {service: shop.Cart}}], backendRefs: [{name: shop}, {name: cart}]}]}}", "shop:  shop.Cart|cart:  shop.Cart")]
    [InlineData("{apiVersion: networking.istio.io/v1, kind: VirtualService, spec: {hosts: [a.example], http: [{match: [{uri: {prefix: /x}, queryParams: {v: {exact: '2'}}}], route: [{destination: {host: shop.prod}}]}]}}", "shop: a.example /x marked")]
    [InlineData("{apiVersion: networking.istio.io/v1, kind: VirtualService, spec: {hosts: [a.example], tcp: [{route: [{destination: {host: shop}}]}]}}", "shop: a.example ")]
    [InlineData("{apiVersion: gateway.networking.k8s.io/v1, kind: TCPRoute, spec: {rules: [{backendRefs: [{name: shop}]}]}}", "")]
    public void Requests_that_a_route_sends_to_a_service(string route, string expected) => Assert.Equal(
        expected,
        string.Join('|', RoutedBackend.Read(Given.Set(route).Resources[0]).Select(place =>
            $"{place.Backend.Service.Value}: {string.Join(',', place.Hosts)} {string.Join(',', place.Paths)}{(place.NeedsMark ? " marked" : "")}")));
}

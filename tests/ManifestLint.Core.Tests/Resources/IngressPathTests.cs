using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class IngressPathTests
{
    [Theory]
    [InlineData("{defaultBackend: {service: {name: shop, port: {number: 80}}}}", "requests that no rule takes -> shop 80")]
    [InlineData("{backend: {serviceName: shop, servicePort: http}}", "requests that no rule takes -> shop http")]
    [InlineData("{rules: [{host: a.example.com, http: {paths: [{path: /x, backend: {service: {name: shop, port: {name: http}}}}]}}]}", "a.example.com/x -> shop http")]
    [InlineData("{rules: [{http: {paths: [{backend: {service: {name: shop}}}]}}]}", "/ of every host -> shop ")]
    [InlineData("{rules: [{http: {paths: [{path: /x, backend: {service: {name: shop, port: {number: '80'}}}}]}}]}", "/x of every host -> shop ")]
    [InlineData("{rules: [{http: {paths: [{path: /x, backend: {service: {name: shop, port: {name: 80}}}}]}}]}", "/x of every host -> shop ")]
    [InlineData("{rules: [{http: {paths: [{path: /x, backend: {resource: {kind: Bucket, name: b}}}]}}]}", "/x of every host -> ")]
    public void A_place_says_which_requests_it_takes_and_which_Service_answers(string spec, string expected)
    {
        IngressPath path = Assert.Single(IngressPath.Read(Ingress(spec)));

        Assert.Equal(expected, $"{path} -> {(path.Service is { } service ? $"{service.Service.Value} {service.Port?.Value}" : "")}");
    }

    [Theory]
    [InlineData("/api", "Prefix", "/api/", "Prefix", true)]
    [InlineData("/", "Prefix", "/", "Prefix", true)]
    [InlineData("/api", "Exact", "/api/", "Exact", false)]
    [InlineData("/api", "Prefix", "/apis", "Prefix", false)]
    public void Paths_that_take_the_same_requests_are_found(string first, string firstType, string second, string secondType, bool expected)
    {
        string Rule(string path, string type) => $"{{host: A.example.com, http: {{paths: [{{path: {path}, pathType: {type}, backend: {{service: {{name: shop}}}}}}]}}}}";
        ResourceSet set = Given.Set($"{{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {{name: shop}}, spec: {{rules: [{Rule(first, firstType)}, {Rule(second, secondType).Replace("A.example", "a.example")}]}}}}");

        IngressPath[] paths = [.. IngressPath.Read(set.Resources[0])];
        Assert.Equal(expected ? 2 : 1, set.PathsLike(paths[0]).Count());
    }

    [Theory]
    [InlineData("{spec: {ingressClassName: nginx}}", "nginx")]
    [InlineData("{metadata: {annotations: {kubernetes.io/ingress.class: alb}}}", "alb")]
    [InlineData("{spec: {ingressClassName: ''}}", null)]
    [InlineData("{spec: {}}", null)]
    public void The_class_stands_in_the_field_or_in_the_old_annotation(string rest, string? expected)
    {
        Resource ingress = Assert.Single(Given.Set("{apiVersion: networking.k8s.io/v1, kind: Ingress, " + rest[1..]).Resources);

        Assert.Equal(expected, IngressClasses.NameOf(ingress));
    }

    [Theory]
    [InlineData("alb", "", true)]
    [InlineData("nginx", "", false)]
    [InlineData("public", "ingress.k8s.aws/alb", true)]
    [InlineData("alb", "k8s.io/ingress-nginx", false)]
    public void An_IngressClass_of_the_bundle_decides_whose_a_class_is(string name, string controller, bool expected)
    {
        string ingressClass = controller.Length == 0 ? "" : $"---\n{{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {{name: {name}}}, spec: {{controller: {controller}}}}}\n";
        ResourceSet set = Given.Set($"{{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {{name: shop}}, spec: {{ingressClassName: {name}}}}}\n{ingressClass}");

        Assert.Equal(expected, set.IsAlb(set.Resources[0]));
    }

    private static Resource Ingress(string spec) =>
        Assert.Single(Given.Set($"{{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {{name: shop}}, spec: {spec}}}").Resources);
}

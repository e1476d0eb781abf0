namespace ManifestLint.Cli.Tests;

/// <summary>Manifests that tests write.</summary>
internal static class Manifests
{
    public static string Deployment(string name, string container = "web", int replicas = 2) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{name}}
        spec:
          replicas: {{replicas}}
          selector:
            matchLabels: {app: {{name}}}
          template:
            metadata:
              labels: {app: {{name}}}
            spec:
              containers:
                - name: {{container}}
                  image: example.com/web:1.0

        """;

    public static string Service(string name, string app) => $$"""
        apiVersion: v1
        kind: Service
        metadata:
          name: {{name}}
        spec:
          selector: {app: {{app}}}
          ports: [{port: 80}]

        """;

    /// <summary>Defines <c>Widget</c> of <c>example.com/v1</c>, with a schema in flow style.</summary>
    public static string WidgetDefinition(string schema = "{type: object}") => $$"""
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.example.com}
        spec:
          group: example.com
          scope: Namespaced
          names: {kind: Widget, plural: widgets}
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema: {{schema}}

        """;
}

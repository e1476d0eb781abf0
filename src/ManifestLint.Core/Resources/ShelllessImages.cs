namespace ManifestLint.Resources;

/// <summary>Images in which there is no shell and none of the small programs that come with one.</summary>
public static class ShelllessImages
{
    /// <summary>Whether an image is known to have neither <c>sh</c> nor <c>sleep</c>, so that a command which needs them fails.</summary>
    public static bool Contains(ImageReference image)
    {
        string tag = image.Tag ?? "";
        if (image.Repository.Contains("distroless", StringComparison.Ordinal) || tag.Contains("distroless", StringComparison.Ordinal))
            return !tag.Contains("debug", StringComparison.Ordinal);
        if (IsChainguard(image))
            return !tag.EndsWith("-dev", StringComparison.Ordinal);

        return IsBare(image.Last) || IsBare(tag) || image.Repository is "registry.k8s.io/pause" or "k8s.gcr.io/pause" or "gcr.io/google-containers/pause"
            or "gcr.io/google_containers/pause" or "hashicorp/http-echo" or "traefik/whoami" or "docker.io/hashicorp/http-echo" or "docker.io/traefik/whoami";
    }

    private static bool IsChainguard(ImageReference image) =>
        (image.Registry == "cgr.dev" && image.Path.StartsWith("chainguard/", StringComparison.Ordinal))
        || image.Registry?.Contains(".chainguard.", StringComparison.Ordinal) == true;

    // A name with "static" is no sign: web-static is as a rule an nginx with files.
    private static bool IsBare(string name) => name is "scratch"
        || name.EndsWith("-scratch", StringComparison.Ordinal)
        || name.Contains("-chiseled", StringComparison.Ordinal);
}

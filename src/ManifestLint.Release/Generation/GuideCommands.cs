namespace ManifestLint.Releases.Generation;

/// <summary>The commands that instructions name. They are run in the directory that holds the instructions.</summary>
/// <param name="layout">How the objects are spread over files.</param>
/// <param name="name">The application's name.</param>
/// <param name="facts">What the objects say.</param>
internal sealed class GuideCommands(LayoutKind layout, string name, GuideFacts facts)
{
    private const string Timeout = "10m";

    /// <summary>What commands that take the whole set are given.</summary>
    public string Path => SetLayout.Root(layout, name);

    /// <summary>The option that names the label of the sides; null when they are recognised without.</summary>
    public string? LabelOption { get; init; }

    /// <summary>What commands that edit the set are given.</summary>
    public string Set => LabelOption is null ? Path : $"{Path} {LabelOption}";

    /// <summary>Whether one file can be applied without the others.</summary>
    public bool HasFiles => layout == LayoutKind.Files;

    /// <summary>Applies everything.</summary>
    public string ApplyAll => layout == LayoutKind.Kustomize ? $"kubectl apply -k {Path}" : $"kubectl apply -f {Path}";

    /// <summary>Applies files; everything in a layout that has no files of their own.</summary>
    public string Apply(params IEnumerable<string> stems) => HasFiles
        ? $"kubectl apply {string.Join(' ', stems.Select(stem => $"-f {stem}.yaml"))}"
        : ApplyAll;

    /// <summary>Applies one side: its file, or what carries its label where it has no file of its own.</summary>
    public string ApplySide(string stem, string key, string slot) => HasFiles ? Apply(stem) : $"{ApplyAll} -l {key}={slot}";

    /// <summary>The file of an object, as text speaks of it.</summary>
    public string FileOf(string stem) => layout switch
    {
        LayoutKind.Single => $"{name}.yaml",
        LayoutKind.Kustomize => $"{SetLayout.BaseDirectory}/{stem}.yaml",
        _ => $"{stem}.yaml",
    };

    /// <summary>Waits until a Deployment has its pods, all ready and of the new version.</summary>
    public string Wait(string deployment) => KubectlCommands.WaitForRollout(facts.NamespaceOption, deployment, Timeout);

    /// <summary>Waits until a new Deployment has all its pods: without a number of its own it begins with one, which is a whole rollout, and its autoscaler brings the others.</summary>
    public string WaitForAll(string deployment) => facts.IsScaled
        ? KubectlCommands.WaitForPods(facts.NamespaceOption, deployment, facts.Replicas, Timeout)
        : Wait(deployment);
}

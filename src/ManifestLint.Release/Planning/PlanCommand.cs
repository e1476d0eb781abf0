using System.Collections.Immutable;

namespace ManifestLint.Releases.Planning;

/// <summary>A line to type.</summary>
/// <param name="Verb">The verb of <c>manifestlint release</c> that edits the files; null for a command of another program.</param>
/// <param name="Text">The words behind the path; of another program, the whole line.</param>
public sealed record PlanCommand(string? Verb, string Text)
{
    /// <summary>The line, for manifests at a path.</summary>
    /// <param name="path">The path or paths as a shell takes them.</param>
    public string Print(string path) => Verb is null ? Text : $"manifestlint release {Verb} {path}{(Text.Length == 0 ? "" : " ")}{Text}";

    /// <summary>A command that edits the files.</summary>
    internal static PlanCommand Release(ReleaseState state, string verb, string options = "")
    {
        string[] words =
        [
            options,
            state.Query.Name is { } name ? $"--name {KubectlCommands.Quote(name)}" : "",
            state.Query.ColorLabel is { } color ? $"--color-label {KubectlCommands.Quote(color)}" : "",
            state.Query.TrackLabel is { } track ? $"--track-label {KubectlCommands.Quote(track)}" : "",
        ];
        return new(verb, string.Join(' ', words.Where(word => word.Length > 0)));
    }

    /// <summary>A command of another program.</summary>
    internal static PlanCommand Shell(string text) => new(Verb: null, text);

    /// <summary>The commands that bring a change into the cluster, in order, each file by itself.</summary>
    internal static ImmutableArray<PlanCommand> Applying(ReleaseChange change)
    {
        var commands = ImmutableArray.CreateBuilder<PlanCommand>();
        foreach (RolloutStep step in change.Steps)
        {
            foreach (string file in step.Files)
                commands.Add(Shell(KubectlCommands.Apply(file)));
            if (step.Wait is { } wait && wait.StartsWith("kubectl ", StringComparison.Ordinal))
                commands.Add(Shell(wait));
        }

        return commands.DrainToImmutable();
    }
}

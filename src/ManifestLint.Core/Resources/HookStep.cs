using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Resources;

/// <summary>One thing that a hook does.</summary>
/// <param name="Traits">One trait, or none for a command that changes nothing.</param>
/// <param name="Node">The number, word or script that says so.</param>
public readonly record struct HookStep(HookTraits Traits, YamlNode Node)
{
    /// <summary>Seconds that it waits; 0 when it does not wait or nobody knows how long.</summary>
    public double Seconds { get; init; }

    /// <summary>The signal that it sends.</summary>
    public StopSignal Signal { get; init; }

    /// <summary>Whether the hook goes on without waiting for it.</summary>
    public bool IsBackground { get; init; }

    /// <summary>The command as it stands in a script, for example <c>sleep 10</c>; null when the node says it all.</summary>
    public string? Text { get; init; }

    /// <summary>Where it is written: the command inside its script when it stands there only once and unescaped, else the whole node.</summary>
    public TextSpan Span => Text is { } text ? Node.FindText(text) ?? Node.Span : Node.Span;

    internal static HookStep Sleep(double seconds, YamlNode node, string? text) =>
        new(seconds > 0 ? HookTraits.Wait : HookTraits.None, node) { Seconds = Math.Max(seconds, 0), Text = text };
}

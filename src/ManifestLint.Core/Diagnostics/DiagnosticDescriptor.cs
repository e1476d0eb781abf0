namespace ManifestLint.Diagnostics;

/// <summary>What is known about a rule before it runs.</summary>
public sealed class DiagnosticDescriptor
{
    /// <summary>Describes a rule.</summary>
    /// <param name="id"><c>ML</c> and four digits; permanent, never used again.</param>
    /// <param name="name">The fault in lower case words with hyphens: what people type.</param>
    /// <param name="title">One sentence for the table of rules, without final period.</param>
    /// <param name="severity">The severity of its findings, unless a finding says otherwise.</param>
    /// <param name="preset">The smallest preset that holds the rule.</param>
    /// <param name="fixAvailability">Whether findings come with a fix.</param>
    /// <exception cref="ArgumentException">An argument breaks the form.</exception>
    public DiagnosticDescriptor(
        string id,
        string name,
        string title,
        DiagnosticSeverity severity,
        RulePreset preset = RulePreset.Recommended,
        FixAvailability fixAvailability = FixAvailability.None)
    {
        if (id is not ['M', 'L', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9'])
            throw new ArgumentException($"'{id}' is not ML and four digits.", nameof(id));
        if (name.Length == 0 || name.Any(c => c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')))
            throw new ArgumentException($"'{name}' is not in lower case words with hyphens.", nameof(name));
        if (title.Length == 0 || !char.IsUpper(title[0]) || title.EndsWith('.'))
            throw new ArgumentException($"'{title}' does not begin with a capital or ends with a period.", nameof(title));

        Id = id;
        Name = name;
        Title = title;
        Severity = severity;
        Preset = preset;
        FixAvailability = fixAvailability;
    }

    /// <summary>For example <c>ML2001</c>.</summary>
    public string Id { get; }

    /// <summary>For example <c>readiness-probe-missing</c>.</summary>
    public string Name { get; }

    /// <summary>One sentence for the table of rules.</summary>
    public string Title { get; }

    /// <summary>The severity of findings that do not say otherwise.</summary>
    public DiagnosticSeverity Severity { get; }

    /// <summary>The smallest preset that holds the rule.</summary>
    public RulePreset Preset { get; }

    /// <summary>Whether findings come with a fix.</summary>
    public FixAvailability FixAvailability { get; }

    /// <summary>What the rule's family is about, from its number.</summary>
    public string Category => Id[2] switch
    {
        '0' => "reading",
        '1' => "schema",
        '2' => "health",
        '3' => "rollout",
        '4' => "shutdown",
        '5' => "traffic",
        '6' => "release",
        '7' => "disruption",
        '8' => "security",
        _ => "configuration",
    };

    /// <summary>Where the rule's page is found.</summary>
    public string HelpUri => $"https://manifestlint.dev/rules/{Id}-{Name}";

    /// <summary>Id and name, for example <c>ML2001 readiness-probe-missing</c>.</summary>
    public override string ToString() => $"{Id} {Name}";
}

namespace ManifestLint.Resources;

/// <summary>When two objects count as being in one namespace.</summary>
public enum NamespaceMatch
{
    /// <summary>Both name the same one, or neither names one. What a rule asks that says two objects have to do with each other.</summary>
    Same,

    /// <summary>
    /// Also when one of them names none. What a rule asks that says something is missing: the unknown namespace can only silence it.
    /// </summary>
    SameOrUnnamed,
}

/// <summary>Compares namespaces.</summary>
public static class Namespaces
{
    /// <summary>Whether two objects are in one namespace.</summary>
    public static bool AreSame(Resource first, Resource second, NamespaceMatch match = NamespaceMatch.Same) =>
        AreSame(first.Namespace, second.Namespace, match);

    /// <summary>Whether two names of namespaces, null when none is written, mean the same one.</summary>
    public static bool AreSame(string? first, string? second, NamespaceMatch match = NamespaceMatch.Same) =>
        (first ?? "") == (second ?? "") || (match == NamespaceMatch.SameOrUnnamed && (string.IsNullOrEmpty(first) || string.IsNullOrEmpty(second)));
}

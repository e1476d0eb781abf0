namespace ManifestLint.Resources;

/// <summary>An instant in seconds after the deletion of a pod, between two bounds when nobody can tell it exactly.</summary>
/// <param name="Earliest">The first instant that it may be.</param>
/// <param name="Latest">The last one.</param>
public readonly record struct Moment(double Earliest, double Latest)
{
    /// <summary>Whether there is only one.</summary>
    public bool IsKnown => Earliest == Latest;
}

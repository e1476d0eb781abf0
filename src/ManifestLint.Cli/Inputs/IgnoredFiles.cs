namespace ManifestLint.Cli.Inputs;

/// <summary>
/// Tells which files of a list the <c>.manifestlintignore</c> files around them keep out. A list is made by a program, which knows nothing of them;
/// what git ignores was put on the list with intent.
/// </summary>
internal sealed class IgnoredFiles
{
    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);

    /// <summary>Whether a file, by its full path, is kept out.</summary>
    public bool Holds(string path)
    {
        Place place = Find(Path.GetDirectoryName(path)!);
        return place.IsIgnored || place.Scope?.IsIgnored(path, isDirectory: false) == true;
    }

    // Above the top of the repository nothing counts; without a repository only the directory of the file does.
    private Place Find(string directory)
    {
        if (_places.TryGetValue(directory, out Place? known))
            return known;

        bool isTop = Path.Exists(Path.Combine(directory, ".git"));
        Place? around = !isTop && Path.GetDirectoryName(directory) is { } parent && Find(parent) is { IsInRepository: true } found ? found : null;
        var place = new Place(
            IgnoreScope.Enter(around?.Scope, directory, readsGit: false),
            around is { IsIgnored: true } || around?.Scope?.IsIgnored(directory, isDirectory: true) == true,
            isTop || around is not null);
        _places.Add(directory, place);
        return place;
    }

    private sealed record Place(IgnoreScope? Scope, bool IsIgnored, bool IsInRepository);
}

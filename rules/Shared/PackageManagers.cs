using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>How a program that only starts another one treats its stop signal.</summary>
/// <param name="Name">As the message names it, for example <c>npm</c> or <c>flask run</c>.</param>
/// <param name="IsDevelopmentServer">Whether it is made for a developer's machine, and drops requests even when the signal arrives.</param>
internal readonly record struct PackageStart(string Name, bool IsDevelopmentServer);

/// <summary>Tells package managers, build tools and development servers in a command.</summary>
internal static class PackageManagers
{
    /// <summary>What a command of a script starts through.</summary>
    public static PackageStart? Find(ShellCommand command) => Find([.. command.Words.Select(word => word.Text)]);

    /// <summary>What a list of words starts through; null when it is something else.</summary>
    public static PackageStart? Find(IReadOnlyList<string> words)
    {
        string program = BaseName(words[0]);
        string? verb = FirstArgument(words);
        return program switch
        {
            "npm" or "pnpm" => verb is "start" or "run" or "run-script" or "exec" or "dev" or "serve" ? new(program, IsDevelopmentServer: false) : null,
            "yarn" => verb is "install" or "add" or "global" or "cache" or "config" or "version" ? null : new(program, IsDevelopmentServer: false),
            "npx" => new(program, IsDevelopmentServer: false),
            "mvn" or "mvnw" or "gradle" or "gradlew" => new(program, IsDevelopmentServer: false),
            "dotnet" when verb is "run" or "watch" => new($"dotnet {verb}", verb == "watch"),
            "go" when verb is "run" => new("go run", IsDevelopmentServer: true),
            "flask" when words.Contains("run") => new("flask run", IsDevelopmentServer: true),
            "nodemon" or "ts-node-dev" => new(program, IsDevelopmentServer: program == "nodemon"),
            "manage.py" or "django-admin" when verb is "runserver" => new($"{program} runserver", IsDevelopmentServer: true),
            _ when program.StartsWith("python", StringComparison.Ordinal) => FindInPython(words),
            _ => null,
        };
    }

    // python manage.py runserver, python -m flask run
    private static PackageStart? FindInPython(IReadOnlyList<string> words)
    {
        for (int i = 1; i < words.Count - 1; i++)
        {
            if (BaseName(words[i]) == "manage.py")
                return words[i + 1] == "runserver" ? new("manage.py runserver", IsDevelopmentServer: true) : null;
            if (words[i] == "-m")
                return words[i + 1] == "flask" && words.Contains("run") ? new("flask run", IsDevelopmentServer: true) : null;
            if (words[i] is not ['-', ..])
                return null;
        }

        return null;
    }

    private static string? FirstArgument(IReadOnlyList<string> words)
    {
        for (int i = 1; i < words.Count; i++)
        {
            if (words[i] is not ['-', ..])
                return words[i];
            // npm --prefix /app start
            if (words[i] is "--prefix" or "-C" or "--cwd" or "--dir")
                i++;
        }

        return null;
    }

    private static string BaseName(string word) => word[(word.LastIndexOf('/') + 1)..];
}

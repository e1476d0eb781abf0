using System.Collections.Immutable;
using ManifestLint.Resources;

namespace ManifestLint.Rules;

/// <summary>Recognises a container that changes the schema of a database.</summary>
internal static class MigrationCommand
{
    private static readonly char[] Separators = [' ', '\t', '\n', '\r', ';', '&', '|', '(', ')', '"', '\'', '`'];

    // Words that make a command one that migrates, in lower case: of migrate, Prisma, Django, Laravel, Rails, Knex, TypeORM, Sequelize, Doctrine, Ecto, Flyway.
    private static readonly string[] Words =
    [
        "migrate", "db:migrate", "migrate:latest", "migrate:up", "migration:run", "migrations:migrate", "doctrine:migrations:migrate", "db:prepare",
        "ecto.migrate", "db-migrate", "run-migrations", "efbundle",
    ];

    // Programs with the words that make them do it.
    private static readonly (string Program, string[] Verbs)[] Programs =
    [
        ("alembic", ["upgrade"]), ("liquibase", ["update"]), ("goose", ["up", "up-by-one", "up-to"]), ("dbmate", ["up", "migrate"]), ("atlas", ["apply"]),
        ("sqlx", ["migrate"]), ("dotnet-ef", ["update"]), ("ef", ["update"]), ("rake", ["db:setup", "db:schema:load"]),
    ];

    private static readonly string[] LookingOptions = ["--check", "--plan", "--dry-run", "--list", "--help"];

    // Behind the word that migrates.
    private static readonly string[] LookingVerbs = ["status", "info", "version", "validate", "wait", "diff", "create", "new", "list"];

    private static readonly string[] ImageNames = ["flyway", "liquibase", "dbmate", "goose", "migrate"];
    private static readonly string[] ImageEndings = ["-migrate", "-migration", "-migrations", "-migrator"];

    /// <summary>Whether its command or arguments migrate; without either, its image.</summary>
    public static bool IsIn(ContainerView container)
    {
        if (!container.Command.IsEmpty || !container.Args.IsEmpty)
            return IsIn(container.Command.Words, container.Args.Words, container.ImageReference?.Last);
        return container.ImageReference is { Last: var image } && (ImageNames.Contains(image) || Array.Exists(ImageEndings, image.EndsWith));
    }

    private static bool IsIn(ImmutableArray<Located<string>> command, ImmutableArray<Located<string>> args, string? image)
    {
        string[] words = [.. command.Concat(args).SelectMany(word => word.Value.Split(Separators, StringSplitOptions.RemoveEmptyEntries)).Select(Normalize)];
        // kubectl and k8s-wait-for name the Job that they wait for.
        if (words.Any(word => LookingOptions.Contains(word) || word == "kubectl") || image?.Contains("wait", StringComparison.Ordinal) == true)
            return false;

        for (int i = 0; i < words.Length; i++)
        {
            if (Words.Contains(words[i]) && (i + 1 == words.Length || !LookingVerbs.Contains(words[i + 1])))
                return true;
        }

        foreach ((string program, string[] verbs) in Programs)
        {
            // The image's entry point is the program when only arguments are written.
            bool isThere = words.Contains(program) || (command.IsEmpty && image == program);
            if (isThere && words.Any(verbs.Contains))
                return true;
        }

        return false;
    }

    // /app/bin/migrate.sh is migrate.
    private static string Normalize(string word)
    {
        string name = word[(word.LastIndexOf('/') + 1)..].ToLowerInvariant();
        int dot = name.LastIndexOf('.');
        return dot > 0 && name[dot..] is ".sh" or ".py" or ".js" or ".php" or ".dll" or ".rb" ? name[..dot] : name;
    }
}

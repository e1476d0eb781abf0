using System.CommandLine;
using ManifestLint.Schemas.Generator.Commands;

RepositoryPaths paths = RepositoryPaths.Find(Environment.CurrentDirectory);

var cache = new Option<string>("--cache") { Description = "The folder of the downloaded packages.", DefaultValueFactory = _ => paths.DefaultCache, Recursive = true };
var root = new RootCommand("Writes the schema files of ManifestLint from pinned packages.") { cache };

Add("fetch", "Download the pinned packages and check their hashes.", parsed => FetchCommand.Run(paths, Path.GetFullPath(parsed.GetValue(cache)!), Console.Out));
Add("generate", "Write the schema files from the cache.", parsed => GenerateCommand.Run(paths, Path.GetFullPath(parsed.GetValue(cache)!), Console.Out));
return root.Parse(args).Invoke();

void Add(string name, string description, Func<ParseResult, int> run)
{
    var command = new Command(name, description);
    command.SetAction(run);
    root.Subcommands.Add(command);
}

using System.Collections.Immutable;
using System.CommandLine;

namespace ManifestLint.Cli.Commands;

/// <summary>Options that help shows under a title of their own.</summary>
/// <param name="Title">What they have in common.</param>
/// <param name="Options">In the order of the help.</param>
internal sealed record OptionGroup(string Title, ImmutableArray<Option> Options);

/// <summary>A command with more options than one list can hold.</summary>
internal sealed class GroupedCommand : Command
{
    public GroupedCommand(string name, string description, ImmutableArray<OptionGroup> groups)
        : base(name, description)
    {
        Groups = groups;
        foreach (OptionGroup group in groups)
        {
            foreach (Option option in group.Options)
                Options.Add(option);
        }
    }

    /// <summary>Every option once, but for that of the help itself.</summary>
    public ImmutableArray<OptionGroup> Groups { get; }
}

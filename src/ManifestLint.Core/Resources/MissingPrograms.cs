using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>Finds commands whose program the image is known not to have.</summary>
public static class MissingPrograms
{
    /// <summary>
    /// The program of an exec command when it is a shell or one of the small programs that come with one, and the container's image has none
    /// (<see cref="ShelllessImages"/>), and no volume is mounted where the program would be.
    /// </summary>
    public static Located<string>? Find(CommandWords command, ContainerView container) =>
        IsShellProgram(command.Program) && container.ImageReference is { } image && ShelllessImages.Contains(image) && !IsMounted(command.Words[0].Value, container)
            ? command.Words[0]
            : null;

    private static bool IsShellProgram(string? program) => program is "sh" or "bash" or "ash" or "dash"
        or "sleep" or "wget" or "curl" or "nc" or "kill" or "pkill" or "killall" or "cat" or "test" or "[" or "true" or "echo" or "ls" or "ps" or "pgrep" or "pidof" or "grep" or "touch" or "rm";

    private static bool IsMounted(string program, ContainerView container)
    {
        foreach (YamlMapping mount in container.Mapping.GetMappings("volumeMounts"))
        {
            if (mount.GetString("mountPath") is { Value: { Length: > 0 } path } && BringsProgram(path.TrimEnd('/'), program))
                return true;
        }

        return false;
    }

    // A bare name is looked up in the directories of PATH, which are called bin or sbin.
    private static bool BringsProgram(string path, string program)
    {
        if (!program.Contains('/'))
            return path.EndsWith("bin", StringComparison.Ordinal) || path.EndsWith($"bin/{program}", StringComparison.Ordinal);
        return program.StartsWith(path, StringComparison.Ordinal) && (program.Length == path.Length || program[path.Length] == '/');
    }
}

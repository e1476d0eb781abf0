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

    private static bool IsShellProgram(string? program) =>
        program is "sh" or "bash" or "ash" or "dash" or "sleep" or "wget" or "curl" or "nc" or "kill" or "cat" or "test" or "pkill" or "true";

    private static bool IsMounted(string program, ContainerView container)
    {
        foreach (YamlMapping mount in container.Mapping.GetMappings("volumeMounts"))
        {
            if (mount.GetString("mountPath") is { Value.Length: > 0 } path && program.StartsWith(path.Value, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}

using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Signs in a manifest that somebody writes a file.</summary>
internal static class FileTraces
{
    /// <summary>
    /// Whether the file may come into being: the pod names it elsewhere than in probes that only look at it, a volume brings it, or the container runs a
    /// script that is not in the manifest.
    /// </summary>
    public static bool MayExist(ContainerView container, string file) =>
        IsNamed(container.Pod, file) || IsOnSharedVolume(container, file) || RunsMountedScript(container);

    private static bool IsNamed(PodSpecView pod, string file)
    {
        string name = file[(file.LastIndexOf('/') + 1)..];
        foreach (ContainerView container in pod.All)
        {
            foreach (YamlEntry entry in container.Mapping.Entries)
            {
                if (entry.KeyText is not ("image" or "name" or "readinessProbe" or "livenessProbe" or "startupProbe") && HoldsText(entry.Value, name))
                    return true;
            }

            foreach (ProbeView probe in container.Probes)
            {
                if (ProbeCommands.FindReadFile(probe.Command) != file && HoldsText(probe.Mapping, name))
                    return true;
            }
        }

        return false;
    }

    private static bool HoldsText(YamlNode node, string text) =>
        node.Dereference().DescendantsAndSelf().Any(inner => inner.Dereference() is YamlScalar scalar && scalar.Value.Contains(text, StringComparison.Ordinal));

    // What stands on a volume other than an empty one of this container alone may come from elsewhere.
    private static bool IsOnSharedVolume(ContainerView container, string file)
    {
        foreach (YamlMapping mount in container.Mapping.GetMappings("volumeMounts"))
        {
            if (mount.GetString("mountPath") is not { Value: { Length: > 0 } path } || !file.StartsWith(path, StringComparison.Ordinal))
                continue;

            string? volume = mount.GetString("name")?.Value;
            bool isEmpty = container.Pod.Volumes.Any(candidate => candidate.GetString("name")?.Value == volume && candidate.Get("emptyDir") is not null);
            if (!isEmpty || container.Pod.All.Any(other => other != container && Mounts(other, volume)))
                return true;
        }

        return false;
    }

    private static bool Mounts(ContainerView container, string? volume) =>
        container.Mapping.GetMappings("volumeMounts").Any(mount => mount.GetString("name")?.Value == volume);

    private static bool RunsMountedScript(ContainerView container)
    {
        foreach (YamlMapping mount in container.Mapping.GetMappings("volumeMounts"))
        {
            if (mount.GetString("mountPath") is not { Value: { Length: > 1 } path })
                continue;
            // Images that look for scripts in a directory of that name: /docker-entrypoint.d.
            if (path.Contains("entrypoint", StringComparison.Ordinal) || Mentions(container.Command, path) || Mentions(container.Args, path))
                return true;
        }

        return false;
    }

    private static bool Mentions(CommandWords command, string path)
    {
        foreach (Located<string> word in command.Words)
        {
            if (word.Value.Contains(path, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}

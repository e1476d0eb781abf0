namespace ManifestLint.Releases.Generation;

/// <summary>The instructions for a single service.</summary>
internal sealed class ServiceGuide(ScaffoldedService service, GuideFacts facts, GuideCommands commands)
{
    /// <summary>The text.</summary>
    public string Write() => new GuideText()
        .Title(service.Name)
        .Say($"Deployment `{service.Name}` behind Service `{service.Name}`. A new version replaces the old one pod by pod, each after its successor is ready.")
        .Files(facts, commands)
        .Heading("Apply")
        .Commands(commands.ApplyAll, commands.Wait(service.Name), facts.Request(service.Name))
        .Heading("A release")
        .Say($"In `{commands.FileOf("deployment")}` write the new `image`.")
        .Commands(commands.Apply("deployment"), commands.Wait(service.Name))
        .Heading("Back")
        .Say("At once, and then in git too, or the next apply brings the new version again:")
        .Commands($"kubectl rollout undo{facts.NamespaceOption} deployment/{service.Name}")
        .Heading("What only you can know")
        .Items(
        [
            "**requests and limits**: `kubectl top pod` under the largest usual load.",
            "**the readiness path**: it must fail while the program cannot answer, and only then.",
            "**the longest request**: `terminationGracePeriodSeconds` must hold it after the wait of `preStop`.",
            "**the start**: the startup probe allows 120 s.",
        ])
        .Notes(service.Notes)
        .ToString();
}

using ManifestLint.Configuration;

namespace ManifestLint.Core.Tests.Configuration;

public sealed class TargetVersionsTests
{
    [Theory]
    [InlineData("1.31", "1.31")]
    [InlineData("v1.31.4", "1.31")]
    [InlineData("1.29-1.34", "1.29-1.34")]
    [InlineData("1.22-1.30", "1.28-1.30")]
    [InlineData("1.40", "1.36")]
    [InlineData("1.35-1.40", "1.35-1.36")]
    [InlineData("1.27", null)]
    [InlineData("1.34-1.29", null)]
    [InlineData("2.0", null)]
    [InlineData("1.x", null)]
    [InlineData("latest", null)]
    [InlineData("", null)]
    public void A_text_names_a_range(string text, string? expected) => Assert.Equal(expected, TargetVersions.Parse(text)?.ToString());

    [Theory]
    [InlineData("1.22", "(22, 22)")]
    [InlineData("1.30-v1.40.2", "(30, 40)")]
    [InlineData("1.40-1.30", "")]
    [InlineData("1.30.", "")]
    public void A_text_names_minors_whether_they_are_known_or_not(string text, string expected) => Assert.Equal(expected, $"{TargetVersions.ParseMinors(text)}");

    [Theory]
    [InlineData("1.28-1.36", 32, " (on 1.28-1.31)", " (on 1.32-1.36)")]
    [InlineData("1.31-1.32", 32, " (on 1.31)", " (on 1.32)")]
    [InlineData("1.28-1.31", 32, "", null)]
    [InlineData("1.36", 32, null, "")]
    public void A_message_names_the_versions_that_are_hit(string text, int minor, string? below, string? from)
    {
        TargetVersions target = TargetVersions.Parse(text)!.Value;

        Assert.Equal(below is not null, target.HasBelow(minor));
        Assert.Equal(from is not null, target.HasFrom(minor));
        if (below is not null)
            Assert.Equal(below, target.NoteBelow(minor));
        if (from is not null)
            Assert.Equal(from, target.NoteFrom(minor));
    }
}

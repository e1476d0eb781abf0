using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class TimeZonesTests
{
    [Fact]
    public void The_table_is_sorted_and_free_of_doubles()
    {
        Assert.Equal(TimeZones.All.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal), TimeZones.All);
        Assert.Equal(598, TimeZones.All.Count);
        Assert.All(TimeZones.All, name => Assert.True(TimeZones.Contains(name), name));
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Kyiv")]
    [InlineData("Europe/Kiev")]
    [InlineData("US/Pacific")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("Etc/GMT+2")]
    [InlineData("Zulu")]
    public void Zones_and_links_are_known(string name) => Assert.True(TimeZones.Contains(name));

    [Theory]
    [InlineData("")]
    [InlineData("Local")]
    [InlineData("CEST")]
    [InlineData("GMT+2")]
    [InlineData("europe/berlin")]
    [InlineData("Europe/Berlin ")]
    public void Other_texts_are_not(string name) => Assert.False(TimeZones.Contains(name));

    [Theory]
    [InlineData("europe/berlin", "Europe/Berlin")]
    [InlineData("Europe/Berln", "Europe/Berlin")]
    [InlineData("America/New York", "America/New_York")]
    [InlineData("Mars/Olympus", null)]
    [InlineData("Europe/Munich", null)]
    [InlineData("CEST", null)]
    [InlineData("GMT+2", null)]
    [InlineData("utc", "UTC")]
    public void A_near_name_is_found(string name, string? similar) => Assert.Equal(similar, TimeZones.FindSimilar(name));
}

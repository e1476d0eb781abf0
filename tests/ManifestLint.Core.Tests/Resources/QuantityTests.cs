using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

/// <summary>Rows after apimachinery/pkg/api/resource/quantity_test.go: what is an amount, and which one.</summary>
public sealed class QuantityTests
{
    [Theory]
    [InlineData("1", "1000m")]
    [InlineData("0.5", "500m")]
    [InlineData(".5", "500m")]
    [InlineData("5.", "5000m")]
    [InlineData("1e3", "1k")]
    [InlineData("1E3", "1000")]
    [InlineData("1E", "1e18")]
    [InlineData("1Ki", "1024")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("+2", "2")]
    [InlineData("1Ei", "1152921504606846976")]
    [InlineData("0.1n", "1n")]
    [InlineData("1e-3", "1m")]
    [InlineData("-0", "0")]
    public void Two_texts_are_one_amount(string left, string right) => Assert.Equal(Quantity.Parse(right), Quantity.Parse(left));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("1.1.M")]
    [InlineData("1+1.0M")]
    [InlineData("0.1mi")]
    [InlineData("0.1am")]
    [InlineData("aoeu")]
    [InlineData("1i")]
    [InlineData("100mb")]
    [InlineData("1Gib")]
    [InlineData("1gi")]
    [InlineData("0,5")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1e")]
    [InlineData("1K")]
    [InlineData("1e3Mi")]
    public void No_amount(string text) => Assert.Null(Quantity.Parse(text));

    [Theory]
    [InlineData("1Gi", "1100M", -1)]
    [InlineData("1", "1000m", 0)]
    [InlineData("-1", "0", -1)]
    [InlineData("512Mi", "1G", -1)]
    [InlineData("1.001", "1", 1)]
    public void Amounts_compare(string left, string right, int expected) => Assert.Equal(expected, Quantity.Parse(left)!.Value.CompareTo(Quantity.Parse(right)!.Value));

    [Theory]
    [InlineData("500m", false)]
    [InlineData("1500m", false)]
    [InlineData("2000m", true)]
    [InlineData("1Ki", true)]
    public void Whole_units(string text, bool expected) => Assert.Equal(expected, Quantity.Parse(text)!.Value.IsWhole);
}

using ManifestLint.Cli.Reporters;

namespace ManifestLint.Cli.Tests.Reporters;

/// <summary>Where lines are broken.</summary>
public sealed class WrappedTextTests
{
    [Theory]
    [InlineData("short", 0, "short")]
    [InlineData("one two three four five six seven eight nine ten", 0, "one two three four five six seven eight\n  nine ten")]
    [InlineData("one two three", 35, "one\n  two three")]
    [InlineData("one two three", 39, "\n  one two three")]
    [InlineData(" one two three", 38, "\n  one two three")]
    [InlineData(" one two three", 40, "\n  one two three")]
    [InlineData(" one two three", 80, "\n  one two three")]
    [InlineData(" one two three", 10, " one two three")]
    [InlineData("one two three", 75, "one\n  two three")]
    [InlineData("a-word-that-is-longer-than-the-terminal-is-wide-stays-whole x", 0, "a-word-that-is-longer-than-the-terminal-is-wide-stays-whole\n  x")]
    [InlineData("ああああああああああ ああああああああああ", 0, "ああああああああああ\n  ああああああああああ")]
    public void Lines_are_broken_between_words(string text, int column, string expected) => Assert.Equal(expected, WrappedText.Break(text, column, indent: 2, width: 40));

    [Theory]
    [InlineData(null)]
    [InlineData(20)]
    [InlineData(0)]
    public void Without_a_terminal_or_in_a_tiny_one_nothing_is_broken(int? width)
    {
        string text = string.Join(' ', Enumerable.Repeat("word", 60));

        Assert.Equal(text, WrappedText.Break(text, column: 0, indent: 2, width));
    }
}

using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

/// <summary>Rows after parser_test.go of github.com/robfig/cron: what the API server takes as a schedule, and what it does not.</summary>
public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("* * * * *")]
    [InlineData("*/5 * * * *")]
    [InlineData("0,15,30,45 8-18 1,15 jan,JUL mon-fri")]
    [InlineData("5/15 0-23/2 ? * ?")]
    [InlineData("  0   5 *\t* 1 ")]
    [InlineData("+5 0 1 1 0")]
    [InlineData("1,,2 * * * *")]
    [InlineData("*-5 * * * *")]
    [InlineData("*/99 * * * *")]
    [InlineData("0 0 30 2 *")]
    [InlineData("@hourly")]
    [InlineData("@annually")]
    [InlineData("@every 1h30m")]
    [InlineData("@every 1.5h")]
    [InlineData("@every .5h10us")]
    [InlineData("@every -1h")]
    [InlineData("@every 0")]
    public void A_schedule_is_valid(string text) => Assert.Null(CronSchedule.Check(text));

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("   ", "it is empty")]
    [InlineData("daily", "1 field instead of 5")]
    [InlineData("* * * *", "4 fields instead of 5")]
    [InlineData("0 * * * * *", "6 fields instead of 5, Kubernetes knows no seconds")]
    [InlineData("60 * * * *", "minute 60 is above 59")]
    [InlineData("0 24 * * *", "hour 24 is above 23")]
    [InlineData("0 0 0 * *", "day of month 0 is below 1")]
    [InlineData("0 0 32 * *", "day of month 32 is above 31")]
    [InlineData("0 0 1-40 * *", "day of month 40 is above 31")]
    [InlineData("0 0 * 13 *", "month 13 is above 12")]
    [InlineData("0 0 * * 7", "day of week 7 is above 6, Sunday is 0")]
    [InlineData("0 0 * * 1-7", "day of week 7 is above 6, Sunday is 0")]
    [InlineData("0 0 * * 8", "day of week 8 is above 6")]
    [InlineData("0 22-6 * * *", "hour '22-6' begins after its end")]
    [InlineData("0 0 * * fri-mon", "day of week 'fri-mon' begins after its end")]
    [InlineData("*/0 * * * *", "the step of minute '*/0' is no positive number")]
    [InlineData("*/x * * * *", "the step of minute '*/x' is no positive number")]
    [InlineData("1/2/3 * * * *", "minute '1/2/3' has more than one '/'")]
    [InlineData("1-2-3 * * * *", "minute '1-2-3' has more than one '-'")]
    [InlineData("-5 * * * *", "a minute is missing at a '-' or '/'")]
    [InlineData("/5 * * * *", "a minute is missing at a '-' or '/'")]
    [InlineData("** * * * *", "minute '**' is no number")]
    [InlineData("0 0 * sept *", "month 'sept' is neither a number nor a name")]
    [InlineData("0 0 * * mo", "day of week 'mo' is neither a number nor a name")]
    [InlineData("0 0 L * *", "day of month 'L' is no number")]
    [InlineData("99999999999 0 * * *", "minute '99999999999' is no number")]
    [InlineData("@every 5", "'5' is no duration such as 1h30m")]
    [InlineData("@every ", "'' is no duration such as 1h30m")]
    [InlineData("@every 1d", "'1d' is no duration such as 1h30m")]
    [InlineData("@every h", "'h' is no duration such as 1h30m")]
    [InlineData("@daily ", "'@daily ' is none of @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually and @every")]
    public void What_is_wrong_is_named(string text, string reason) => Assert.Equal(reason, CronSchedule.Check(text));

    [Theory]
    [InlineData("0 0 30 2 *", "February has no day 30")]
    [InlineData("0 0 30,31 feb *", "February has no day 30")]
    [InlineData("0 0 31 4,6,9,11 *", "none of its months has a day 31")]
    [InlineData("0 0 31 2-2 ?", "February has no day 31")]
    [InlineData("0 0 29 2 *", null)]
    [InlineData("0 0 31 2,3 *", null)]
    [InlineData("0 0 30 2 1", null)]
    [InlineData("0 0 30 2 */2", null)]
    [InlineData("0 0 * 2 *", null)]
    [InlineData("0 0 30 13 *", null)]
    [InlineData("@monthly", null)]
    public void A_day_that_never_comes_is_known(string text, string? reason) => Assert.Equal(reason, CronSchedule.WhyNever(text));

    [Theory]
    [InlineData("TZ=Europe/Berlin 0 5 * * *", "Europe/Berlin", "0 5 * * *")]
    [InlineData("CRON_TZ=UTC  @daily", "UTC", "@daily")]
    [InlineData("TZ=UTC", "UTC", "")]
    [InlineData("TZ= 0 5 * * *", "", "0 5 * * *")]
    public void A_time_zone_is_split_off(string text, string zone, string rest) => Assert.Equal((zone, rest), CronSchedule.SplitZone(text));

    [Theory]
    [InlineData("0 5 * * *")]
    [InlineData(" TZ=UTC 0 5 * * *")]
    public void Without_a_time_zone_nothing_is_split_off(string text) => Assert.Null(CronSchedule.SplitZone(text));
}

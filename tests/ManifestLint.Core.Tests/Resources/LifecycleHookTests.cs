using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class LifecycleHookTests
{
    private const HookTraits WaitAndQuit = HookTraits.Wait | HookTraits.Quit;

    [Theory]
    [InlineData("{sleep: {seconds: 10}}", HookTraits.Wait, 10)]
    [InlineData("{sleep: {seconds: 0}}", HookTraits.None, 0)]
    [InlineData("{sleep: {seconds: ten}}", HookTraits.Opaque, 0)]
    [InlineData("{httpGet: {path: /drain, port: 8080}}", HookTraits.Opaque, 0)]
    [InlineData("{tcpSocket: {port: 8080}}", HookTraits.Broken, 0)]
    [InlineData("{exec: {}}", HookTraits.Opaque, 0)]
    [InlineData("{exec: {command: []}}", HookTraits.Opaque, 0)]
    [InlineData("{}", HookTraits.Opaque, 0)]
    [InlineData("{exec: {command: [sleep, '1']}, sleep: {seconds: 2}}", HookTraits.Opaque, 0)]
    public void Hook_is_classified_by_its_handler(string preStop, HookTraits traits, double seconds)
    {
        LifecycleHook hook = Given.Hook(preStop);

        Assert.True(hook.IsPresent);
        Assert.Equal(traits, hook.Traits);
        Assert.Equal(seconds, hook.SleepSeconds);
    }

    [Theory]
    [InlineData("[sleep, '10']", HookTraits.Wait, 10)]
    [InlineData("[/bin/sleep, '5']", HookTraits.Wait, 5)]
    [InlineData("[/bin/busybox, sleep, '5']", HookTraits.Wait, 5)]
    [InlineData("[sleep, 0.5]", HookTraits.Opaque, 0)]
    [InlineData("[sleep, '0.5']", HookTraits.Wait, 0.5)]
    [InlineData("[sleep, '2m']", HookTraits.Wait, 120)]
    [InlineData("[sleep, '1h']", HookTraits.Wait, 3600)]
    [InlineData("[sleep, '10s']", HookTraits.Wait, 10)]
    [InlineData("[sleep, '0']", HookTraits.None, 0)]
    [InlineData("[sleep, infinity]", HookTraits.Wait, 0)]
    [InlineData("[sleep, $(DELAY)]", HookTraits.Opaque, 0)]
    [InlineData("[sleep, '{{ .Values.wait }}']", HookTraits.Opaque, 0)]
    [InlineData("[/drain.sh]", HookTraits.Opaque, 0)]
    [InlineData("[/app/server, drain]", HookTraits.Opaque, 0)]
    [InlineData("[sh, /drain.sh]", HookTraits.Opaque, 0)]
    [InlineData("['true']", HookTraits.None, 0)]
    [InlineData("[echo, bye]", HookTraits.None, 0)]
    [InlineData("[timeout, '10', /app/drain]", HookTraits.Opaque, 0)]
    [InlineData("[/usr/sbin/nginx, -s, quit]", HookTraits.Quit, 0)]
    [InlineData("[nginx, -c, /etc/nginx/nginx.conf, -s, quit]", HookTraits.Quit, 0)]
    [InlineData("[nginx, -s, stop]", HookTraits.Abrupt, 0)]
    [InlineData("[nginx, -s, reload]", HookTraits.None, 0)]
    [InlineData("[openresty, -s, quit]", HookTraits.Quit, 0)]
    [InlineData("[kill, -QUIT, '1']", HookTraits.Quit, 0)]
    public void Command_without_shell_is_classified(string command, HookTraits traits, double seconds) =>
        AssertCommand(command, traits, seconds, "nginx:1.25");

    [Theory]
    [InlineData("sleep 10", HookTraits.Wait, 10)]
    [InlineData("sleep 10; nginx -s quit", WaitAndQuit, 10)]
    [InlineData("sleep 5 && /usr/sbin/nginx -s quit && sleep 2.5", WaitAndQuit, 7.5)]
    [InlineData("sleep 10; /usr/sbin/nginx -s quit; while kill -0 1 2>/dev/null; do sleep 1; done", WaitAndQuit, 10)]
    [InlineData("nginx -s quit; while pgrep -x nginx; do sleep 1; done", WaitAndQuit, 0)]
    [InlineData("/usr/sbin/nginx -s quit\nwhile [ -d /proc/1 ]; do\n  sleep 0.1\ndone", WaitAndQuit, 0)]
    [InlineData("nginx -s quit; until ! pidof nginx >/dev/null; do :; done", WaitAndQuit, 0)]
    [InlineData("nginx -s quit; tail --pid=1 -f /dev/null", WaitAndQuit, 0)]
    [InlineData("kill -QUIT 1; wait", WaitAndQuit, 0)]
    [InlineData("for i in 1 2 3; do sleep 1; done", HookTraits.Wait, 0)]
    [InlineData("sleep 10 & nginx -s quit", HookTraits.Quit, 0)]
    [InlineData("(sleep 10; nginx -s quit) &", HookTraits.Quit, 0)]
    [InlineData("sleep $DELAY", HookTraits.Opaque, 0)]
    [InlineData("sleep ${DELAY:-10}", HookTraits.Opaque, 0)]
    [InlineData("sleep 10; curl -XPOST localhost:9000/drain", HookTraits.Wait | HookTraits.Opaque, 10)]
    [InlineData("/drain.sh && sleep 10", HookTraits.Wait | HookTraits.Opaque, 10)]
    [InlineData("echo \"stopping $HOSTNAME\" > /proc/1/fd/1; sleep 7", HookTraits.Wait, 7)]
    [InlineData("if [ -f /tmp/x ]; then sleep 3; fi", HookTraits.Wait, 3)]
    [InlineData("exec sleep 4", HookTraits.Wait, 4)]
    [InlineData("FOO=1 sleep 4", HookTraits.Wait, 4)]
    [InlineData("sleep 4 # sleep 8", HookTraits.Wait, 4)]
    [InlineData("sh -c 'sleep 6; nginx -s quit'", WaitAndQuit, 6)]
    [InlineData("nginx -s reload", HookTraits.None, 0)]
    [InlineData("true", HookTraits.None, 0)]
    [InlineData("", HookTraits.None, 0)]
    [InlineData("echo 'sleep 10'", HookTraits.None, 0)]
    [InlineData("kill -s QUIT 1", HookTraits.Quit, 0)]
    [InlineData("kill -SIGQUIT 1", HookTraits.Quit, 0)]
    [InlineData("kill -3 1", HookTraits.Quit, 0)]
    [InlineData("kill -QUIT $(cat /var/run/nginx.pid)", HookTraits.Quit, 0)]
    [InlineData("kill -QUIT `cat /tmp/nginx.pid`", HookTraits.Quit, 0)]
    [InlineData("kill -QUIT \"$(pidof nginx)\"", HookTraits.Quit, 0)]
    [InlineData("pkill -QUIT nginx", HookTraits.Quit, 0)]
    [InlineData("pkill --signal QUIT -x nginx", HookTraits.Quit, 0)]
    [InlineData("killall -QUIT nginx", HookTraits.Quit, 0)]
    [InlineData("killall -s QUIT nginx", HookTraits.Quit, 0)]
    [InlineData("kill 1", HookTraits.Abrupt, 0)]
    [InlineData("kill -TERM 1", HookTraits.Abrupt, 0)]
    [InlineData("kill -9 1", HookTraits.Abrupt, 0)]
    [InlineData("kill -HUP 1", HookTraits.None, 0)]
    [InlineData("kill -QUIT $PID", HookTraits.Opaque, 0)]
    [InlineData("kill -QUIT 77", HookTraits.Opaque, 0)]
    [InlineData("sleep 'open", HookTraits.Opaque, 0)]
    [InlineData("cat <<EOF\nx\nEOF", HookTraits.Opaque, 0)]
    [InlineData("drain() { sleep 1; }; drain", HookTraits.Opaque, 0)]
    public void Script_is_classified(string script, HookTraits traits, double seconds) =>
        AssertCommand($"[sh, -c, {Quote(script)}]", traits, seconds, "nginx:1.25");

    [Theory]
    [InlineData("gunicorn", "kill -TERM 1", HookTraits.Quit)]
    [InlineData("gunicorn", "kill -QUIT 1", HookTraits.Abrupt)]
    [InlineData("gunicorn", "kill -INT 1", HookTraits.Abrupt)]
    [InlineData("caddy", "kill -QUIT 1", HookTraits.Abrupt)]
    [InlineData("caddy", "kill -TERM 1", HookTraits.Quit)]
    [InlineData("php-fpm", "kill -QUIT 1", HookTraits.Quit)]
    [InlineData("php-fpm", "kill 1", HookTraits.Abrupt)]
    [InlineData("httpd", "apachectl -k graceful-stop", HookTraits.Quit)]
    [InlineData("httpd", "apachectl stop", HookTraits.Abrupt)]
    [InlineData("haproxy", "kill -USR1 1", HookTraits.Quit)]
    [InlineData("shop-server", "kill -TERM 1", HookTraits.Opaque)]
    [InlineData("shop-server", "kill -KILL 1", HookTraits.Abrupt)]
    [InlineData("shop-server", "nginx -s quit", HookTraits.Quit)]
    [InlineData("shop-server", "pkill -TERM gunicorn", HookTraits.Quit)]
    [InlineData("caddy", "pkill -QUIT nginx", HookTraits.Opaque)]
    public void Signal_means_what_it_means_to_the_server(string program, string script, HookTraits traits) =>
        Assert.Equal(traits, Given.Hook($"{{exec: {{command: [sh, -c, {Quote(script)}]}}}}", rest: $"command: [{program}],").Traits);

    [Theory]
    [InlineData("bash", "-ec")]
    [InlineData("/bin/ash", "-lc")]
    [InlineData("dash", "-c")]
    public void Every_shell_and_its_options_are_seen_through(string shell, string option) =>
        AssertCommand($"[{shell}, {option}, sleep 9]", HookTraits.Wait, 9, "shop:1");

    [Theory]
    [InlineData("[bash, -o, pipefail, -e, -c, sleep 9]")]
    [InlineData("[bash, -euo, pipefail, -c, sleep 9]")]
    [InlineData("[sh, -c, -e, sleep 9]")]
    [InlineData("[sh, -c, --, sleep 9]")]
    public void Options_around_the_c_are_skipped(string command) => AssertCommand(command, HookTraits.Wait, 9, "shop:1");

    [Theory]
    [InlineData("{name: web}")]
    [InlineData("{name: web, lifecycle: {}}")]
    [InlineData("{name: web, lifecycle: {preStop: }}")]
    [InlineData("{name: web, lifecycle: }")]
    public void Absent_hook_has_no_traits(string container)
    {
        LifecycleHook hook = Given.Container(container).PreStop;

        Assert.False(hook.IsPresent);
        Assert.Equal(HookTraits.None, hook.Traits);
    }

    [Fact]
    public void Hook_beside_the_only_container_counts_as_its_own()
    {
        Assert.Equal(5, Given.Pod("{lifecycle: {preStop: {sleep: {seconds: 5}}}, containers: [{name: a}]}").Containers[0].PreStop.SleepSeconds);
        Assert.False(Given.Pod("{lifecycle: {preStop: {sleep: {seconds: 5}}}, containers: [{name: a}, {name: b}]}").Containers[0].PreStop.IsPresent);
    }

    [Theory]
    [InlineData("{sleep: {seconds: 12}}", "12")]
    [InlineData("{exec: {command: [sleep, '20']}}", "'20'")]
    [InlineData("{exec: {command: [sh, -c, sleep 30; nginx -s quit]}}", "sleep 30")]
    [InlineData("{exec: {command: [sh, -c, sleep 1; sleep 1]}}", "sleep 1; sleep 1")]
    public void Wait_knows_where_it_is_written(string preStop, string expected)
    {
        LifecycleHook hook = Given.Hook(preStop);

        Assert.Equal(expected, hook.Entry!.Document.Source.ToString(hook.SleepSpan!.Value));
    }

    [Fact]
    public void Unknown_length_is_told_apart_from_seconds()
    {
        LifecycleHook hook = Given.Hook("{exec: {command: [sh, -c, 'sleep 10; while kill -0 1; do sleep 1; done']}}");

        Assert.True(hook.WaitsUnknownLength);
        Assert.Equal(10, hook.SleepSeconds);
        Assert.False(Given.Hook("{exec: {command: [sleep, '10']}}").WaitsUnknownLength);
    }

    [Fact]
    public void Steps_keep_their_order()
    {
        LifecycleHook hook = Given.Hook("{exec: {command: [sh, -c, 'nginx -s quit; sleep 10']}}", "nginx");

        Assert.Equal([HookTraits.Quit, HookTraits.Wait], hook.Steps.Select(step => step.Traits));
    }

    [Theory]
    [InlineData("[sleep 10]", CommandDefectKind.WordWithBlanks, "sleep 10")]
    [InlineData("[/bin/sleep 10]", CommandDefectKind.WordWithBlanks, "/bin/sleep 10")]
    [InlineData("[/usr/sbin/nginx -s quit]", CommandDefectKind.WordWithBlanks, "/usr/sbin/nginx -s quit")]
    [InlineData("[sh, -c, sleep, '10']", CommandDefectKind.ScriptOfOneWord, "sleep")]
    [InlineData("[sleep, '10', '&&', nginx, -s, quit]", CommandDefectKind.OperatorWithoutShell, "&&")]
    [InlineData("[sleep, '10;', nginx]", CommandDefectKind.OperatorWithoutShell, "10;")]
    [InlineData("[sh, sleep, '10']", CommandDefectKind.ShellWithoutScript, "sleep")]
    [InlineData("[sh, 'nginx -s quit']", CommandDefectKind.ShellWithoutScript, "nginx -s quit")]
    [InlineData("[/bin/sh -c, sleep 10]", CommandDefectKind.WordWithBlanks, "/bin/sh -c")]
    [InlineData("[/app/drain && /app/flush]", CommandDefectKind.WordWithBlanks, "/app/drain && /app/flush")]
    [InlineData("[/app/drain /tmp/state]", CommandDefectKind.WordWithBlanks, "/app/drain /tmp/state")]
    [InlineData("[/bin/echo bye]", CommandDefectKind.WordWithBlanks, "/bin/echo bye")]
    [InlineData("[\"/drain.sh\\n\"]", CommandDefectKind.WordWithBlanks, "/drain.sh\n")]
    [InlineData("[nginx, -s, quit, '>/dev/null']", CommandDefectKind.OperatorWithoutShell, ">/dev/null")]
    [InlineData("[grep, -q, x, /tmp/y, '&&', 'true']", CommandDefectKind.OperatorWithoutShell, "&&")]
    [InlineData("[curl, localhost, '|', grep, ok]", CommandDefectKind.OperatorWithoutShell, "|")]
    public void Malformed_command_is_broken(string command, CommandDefectKind kind, string word)
    {
        LifecycleHook hook = Given.Hook($"{{exec: {{command: {command}}}}}");

        Assert.Equal(HookTraits.Broken, hook.Traits);
        Assert.Equal(0, hook.SleepSeconds);
        Assert.Equal(kind, hook.Defect!.Value.Kind);
        Assert.Equal(word, hook.Defect.Value.Word);
    }

    [Theory]
    [InlineData("[/opt/my app/run]")]
    [InlineData("[sh, -c, 'exec \"$0\" \"$@\"', sleep, '10']")]
    [InlineData("[/bin/sh, -c, sleep 10 && nginx -s quit]")]
    [InlineData("[/app/stop.sh]")]
    [InlineData("[sh, -x, /drain.sh]")]
    [InlineData("[sh, drain.sh]")]
    [InlineData("[sh, -c, /drain.sh]")]
    [InlineData("[nginx, -g, daemon off;, -s, quit]")]
    [InlineData("[find, /tmp, -exec, rm, '{}', ;]")]
    [InlineData("[expr, '1', '|', '2']")]
    [InlineData("[timeout, '5', find, /tmp, -exec, rm, '{}', ;]")]
    [InlineData("[cut, -d, '|', -f1, /tmp/x]")]
    [InlineData("[mysql, -e, quit;]")]
    [InlineData("[sh, -c, /drain.sh, --]")]
    [InlineData("[bash, drain]")]
    [InlineData("[cmd, /c, shutdown.bat, '&&', exit, '0']")]
    [InlineData("['C:\\Windows\\System32\\PowerShell.exe', -Command, Stop-Service shop, ;, exit]")]
    [InlineData("[bash, drain.bash, now]")]
    [InlineData("['C:\\Program Files\\shop\\stop.exe']")]
    public void Sound_command_has_no_defect(string command) => Assert.Null(Given.Hook($"{{exec: {{command: {command}}}}}").Defect);

    [Theory]
    [InlineData("[sleep 10]", true)]
    [InlineData("[sh, -c, sleep, '10']", true)]
    [InlineData("[sh, -c, cat, /tmp/x]", false)]
    [InlineData("[sleep, '10', '&&', nginx]", true)]
    [InlineData("[curl, localhost, '||', 'true']", false)]
    [InlineData("[sh, sleep, '10']", true)]
    public void Command_that_cannot_end_well_is_told_from_one_that_does_something_else(string command, bool fails) =>
        Assert.Equal(fails, Given.Hook($"{{exec: {{command: {command}}}}}").Defect!.Value.AlwaysFails);

    [Theory]
    [InlineData("[sleep 10]", "sleep|10")]
    [InlineData("[sh -c \"sleep 10; nginx -s quit\"]", "sh|-c|sleep 10; nginx -s quit")]
    [InlineData("[sleep 10 && nginx -s quit]", "/bin/sh|-c|sleep 10 && nginx -s quit")]
    [InlineData("[sleep $DELAY]", "/bin/sh|-c|sleep $DELAY")]
    [InlineData("[kill -QUIT 1]", "/bin/sh|-c|kill -QUIT 1")]
    [InlineData("[WAIT=1 /drain.sh now]", "/bin/sh|-c|WAIT=1 /drain.sh now")]
    [InlineData("[\"sleep 5\\n\"]", "sleep|5")]
    [InlineData("[/bin/sh -c, sleep 10]", "/bin/sh|-c|sleep 10")]
    [InlineData("[sleep $N, x]", "")]
    [InlineData("[sh, -c, sleep, '10']", "sh|-c|sleep 10")]
    [InlineData("[bash, -e, -c, nginx, -s, quit, ;, sleep, '5']", "bash|-e|-c|nginx -s quit ; sleep 5")]
    [InlineData("[sh, -c, curl, -H, 'X-Token: a', 'localhost:80/?a=1&b=2']", "sh|-c|curl -H 'X-Token: a' 'localhost:80/?a=1&b=2'")]
    [InlineData("[sh, -c, echo, $HOME]", "")]
    [InlineData("[sleep, '10', '&&', nginx, -s, quit]", "/bin/sh|-c|sleep 10 && nginx -s quit")]
    [InlineData("[sleep, 10;, nginx, -s, quit]", "/bin/sh|-c|sleep 10; nginx -s quit")]
    [InlineData("[curl, localhost, '2>/dev/null', '||', 'true']", "/bin/sh|-c|curl localhost 2>/dev/null || true")]
    [InlineData("[sh, sleep, '10']", "sh|-c|sleep 10")]
    [InlineData("[sh, nginx -s quit]", "sh|-c|nginx -s quit")]
    public void Command_is_written_as_it_was_meant(string command, string expected)
    {
        ContainerView container = Given.Container($"{{name: web, image: shop, lifecycle: {{preStop: {{exec: {{command: {command}}}}}}}}}");
        LifecycleHook hook = container.PreStop;

        Assert.Equal(expected, string.Join('|', CommandRepair.Repair(hook.Command, hook.Defect!.Value, container)));
    }

    [Theory]
    [InlineData("[sleep 10]", "sleep|10")]
    [InlineData("[sleep, '10', '&&', nginx, -s, quit]", "")]
    public void No_shell_is_written_where_there_is_none(string command, string expected)
    {
        ContainerView container = Given.Container($"{{name: web, image: gcr.io/distroless/cc, lifecycle: {{preStop: {{exec: {{command: {command}}}}}}}}}");
        LifecycleHook hook = container.PreStop;

        Assert.Equal(expected, string.Join('|', CommandRepair.Repair(hook.Command, hook.Defect!.Value, container)));
    }

    [Fact]
    public void Hook_at_the_start_is_read_like_the_one_at_the_end()
    {
        LifecycleHook hook = Given.Container("{name: web, lifecycle: {postStart: {exec: {command: [sh, -c, sleep 3; echo up]}}}}").PostStart;

        Assert.Equal(("postStart", HookTraits.Wait, 3), (hook.Key, hook.Traits, hook.SleepSeconds));
        Assert.False(Given.Container("{name: web, lifecycle: {preStop: {sleep: {seconds: 3}}}}").PostStart.IsPresent);
    }

    [Theory]
    [InlineData("[sleep, '10']", 10)]
    [InlineData("[/bin/sh, -c, sleep 2.5]", 2.5)]
    [InlineData("[sh, -c, 'sleep 5; /app/drain']", 0)]
    [InlineData("[sh, -c, 'while kill -0 1; do sleep 1; done']", 0)]
    public void Wait_that_cannot_happen_is_known(string command, double seconds)
    {
        LifecycleHook hook = Given.Hook($"{{exec: {{command: {command}}}}}", "gcr.io/distroless/cc");

        Assert.Equal((HookTraits.Broken, 0, seconds), (hook.Traits, hook.SleepSeconds, hook.WaitInVain));
    }

    [Theory]
    [InlineData("[sleep, '10']", "sleep 10")]
    [InlineData("[busybox, nc, -z, db, '5432']", "nc -z db 5432")]
    [InlineData("[sh, -c, 'exec java -jar x.jar > /dev/null && true']", "java -jar x.jar; true")]
    [InlineData("[sh, -c, \"x 'open\"]", "")]
    [InlineData("['{{ .Values.x }}']", "")]
    public void Commands_of_a_list_are_read(string command, string expected) => Assert.Equal(
        expected,
        string.Join("; ", Given.Hook($"{{exec: {{command: {command}}}}}").Command.ReadCommands().Select(simple => string.Join(' ', simple.Words.Select(word => word.Text)))));

    [Theory]
    [InlineData("gcr.io/distroless/nodejs20-debian12", "[sh, -c, sleep 10]", "sh")]
    [InlineData("gcr.io/distroless/java17", "[/bin/sleep, '10']", "/bin/sleep")]
    [InlineData("gcr.io/distroless/java17:debug", "[/bin/sleep, '10']", null)]
    [InlineData("gcr.io/distroless/java17", "[/app/drain]", null)]
    [InlineData("shop:1", "[sleep, '10']", null)]
    public void Program_that_the_image_lacks_breaks_the_hook(string image, string command, string? missing)
    {
        LifecycleHook hook = Given.Hook($"{{exec: {{command: {command}}}}}", image);

        Assert.Equal(missing, hook.MissingProgram?.Value);
        Assert.Equal(missing is not null, hook.Has(HookTraits.Broken));
    }

    [Theory]
    [InlineData("/tools/sleep", "/tools", true)]
    [InlineData("/tools/sleep", "/tools/sleep", true)]
    [InlineData("/tools2/sleep", "/tools", false)]
    [InlineData("sleep", "/usr/local/bin/", true)]
    [InlineData("sleep", "/data", false)]
    public void Volume_may_bring_the_program(string program, string path, bool brings) => Assert.Equal(
        brings,
        Given.Hook($"{{exec: {{command: [{program}, '10']}}}}", "gcr.io/distroless/java17", $"volumeMounts: [{{mountPath: {path}}}],").MissingProgram is null);

    [Theory]
    [InlineData("{httpGet: {port: admin}}", "admin")]
    [InlineData("{httpGet: {port: http}}", null)]
    [InlineData("{httpGet: {port: 9999}}", null)]
    [InlineData("{httpGet: {port: 8080, host: 127.0.0.1}}", "127.0.0.1")]
    [InlineData("{httpGet: {port: 8080, host: drain.example.com}}", null)]
    [InlineData("{httpGet: {port: '8080'}}", null)]
    [InlineData("{httpGet: {port: '${PORT}'}}", null)]
    public void Request_that_leads_nowhere_breaks_the_hook(string preStop, string? target)
    {
        LifecycleHook hook = Given.Hook(preStop, rest: "ports: [{name: http, containerPort: 8080}],");

        Assert.Equal(target, hook.UnresolvedTarget?.Value);
        Assert.Equal(target is null ? HookTraits.Opaque : HookTraits.Broken, hook.Traits);
    }

    private static void AssertCommand(string command, HookTraits traits, double seconds, string image)
    {
        LifecycleHook hook = Given.Hook($"{{exec: {{command: {command}}}}}", image);

        Assert.Equal(traits, hook.Traits);
        Assert.Equal(seconds, hook.SleepSeconds);
    }

    private static string Quote(string script) => "\"" + script.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";
}

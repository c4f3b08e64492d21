using System.Globalization;
using BitRL.Agent.Configuration;

namespace BitRL.Experiments.Tests.Fakes;

/// <summary>The files that a run leaves behind, as far as experiments read them.</summary>
internal static class RunFiles
{
    /// <summary>A run that began.</summary>
    public static void Begin(string folder, RunConfiguration configuration)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "config.yaml"), ConfigurationYaml.Write(configuration));
        File.WriteAllText(Path.Combine(folder, "manifest.json"), """{ "toolkit": "1.2.3", "commit": "abc", "schema_hash": "00ff", "models": { "a.gguf": "11" }, "processor": "P" }""");
        File.WriteAllText(Path.Combine(folder, "metrics.csv"), "update,steps,episodes,mean_return,mean_length,steps_per_second,elapsed_seconds\n1,100,3,10,5,50,2\n2,200,6,20,5,60,4\n");
    }

    /// <summary>A run that came to its end.</summary>
    public static void Finish(string folder, RunConfiguration configuration, double final, double peakMb = 70)
    {
        Begin(folder, configuration);
        File.WriteAllText(Path.Combine(folder, "result.json"), string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"env":"{{configuration.Environment}}","backend":"mlp","model":null,"seed":{{configuration.Seed}},"steps":200,"episodes":6,"eval_return_mean":{{final}},"eval_return_std":0.5,"steps_per_second":55,"peak_rss_mb":{{peakMb}}}"""));
    }

    public static RunConfiguration Configuration(string environment, string backend = "mlp", ulong seed = 0) =>
        new() { Environment = environment, Encoder = new EncoderConfiguration { Backend = backend }, Seed = seed };
}

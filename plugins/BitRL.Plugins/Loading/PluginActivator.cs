using System.Reflection;
using BitRL.Contracts.Plugins;
using BitRL.Plugins.Compatibility;
using BitRL.Plugins.Discovery;

namespace BitRL.Plugins.Loading;

/// <summary>Loads a plugin into a context of its own and lets it register. Whatever goes wrong ends in the entry's status.</summary>
internal static class PluginActivator
{
    public static void Activate(PluginEntry entry, PluginCatalog catalog)
    {
        PluginRegistration registration = new(catalog, $"plugin '{entry.Name}'");
        try
        {
            PluginLoadContext context = new(entry.Metadata!.AssemblyPath);
            if (DependencyCheck.Object(entry.Metadata, context) is { } missing)
            {
                Finish(entry, PluginStatus.MissingDependency, missing);
                return;
            }

            Create(entry.Metadata, context).Register(registration);
            registration.Commit();
            entry.Offers = registration.Offers;
            Finish(entry, PluginStatus.Loaded, "");
        }
        catch (Exception e)
        {
            // The code is a stranger's and may throw anything; the host must survive it and say so.
            registration.Abandon();
            Finish(entry, Judge(Innermost(e)), Describe(Innermost(e)));
        }
    }

    private static IBitRLPlugin Create(PluginMetadata metadata, PluginLoadContext context)
    {
        Type type = EntryPoint(context.LoadFromAssemblyPath(metadata.AssemblyPath), metadata.EntryPoint);
        if (typeof(IBitRLPlugin).IsAssignableFrom(type))
        {
            return (IBitRLPlugin)Activator.CreateInstance(type)!;
        }

        bool foreign = Array.Exists(type.GetInterfaces(), i => i.FullName == typeof(IBitRLPlugin).FullName);
        throw foreign
            ? new IncompatiblePluginException($"entry point {type.FullName} implements another copy of {nameof(IBitRLPlugin)}: rebuild it against contract {ContractVersion.Value}")
            : new InvalidOperationException($"entry point {type.FullName} does not implement {nameof(IBitRLPlugin)}");
    }

    private static Type EntryPoint(Assembly assembly, string name)
    {
        Type? type = assembly.GetType(name.Split(',')[0], throwOnError: false);
        if (type is null)
        {
            throw new InvalidOperationException($"entry point '{name}' is not in {assembly.GetName().Name}");
        }

        return type.IsAbstract || type.GetConstructor(Type.EmptyTypes) is null
            ? throw new InvalidOperationException($"entry point {type.FullName} must be a class with a public constructor without parameters")
            : type;
    }

    private static void Finish(PluginEntry entry, PluginStatus status, string reason)
    {
        entry.Status = status;
        entry.Reason = reason;
    }

    private static PluginStatus Judge(Exception e) => e switch
    {
        IncompatiblePluginException or MissingMemberException => PluginStatus.Incompatible,
        FileNotFoundException or FileLoadException or DllNotFoundException => PluginStatus.MissingDependency,
        _ => PluginStatus.Faulted,
    };

    // One line for the list: the type tells "threw by itself" from "refused by us".
    private static string Describe(Exception e)
    {
        string message = e.Message.ReplaceLineEndings(" ");
        return e is IncompatiblePluginException or InvalidOperationException or ArgumentException ? message : $"{e.GetType().Name}: {message}";
    }

    private static Exception Innermost(Exception e) =>
        e is TargetInvocationException or TypeInitializationException && e.InnerException is { } inner ? Innermost(inner) : e;

    private sealed class IncompatiblePluginException(string message) : Exception(message);
}

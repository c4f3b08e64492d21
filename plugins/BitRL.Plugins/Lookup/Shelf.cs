namespace BitRL.Plugins.Lookup;

/// <summary>All providers of one kind, with the plugin that each came from.</summary>
internal sealed class Shelf<T>(string kind, PluginAbilities ability, Func<T, string> nameOf)
    where T : class
{
    private T[] _items = [];
    private readonly List<string> _names = [];
    private readonly List<string> _owners = [];

    public string Kind { get; } = kind;

    public PluginAbilities Ability { get; } = ability;

    public IReadOnlyList<T> Items => _items;

    public IReadOnlyList<string> Names => _names;

    /// <summary>Reads a provider's name, which is code of the plugin.</summary>
    /// <exception cref="ArgumentException">The name is empty or padded with blanks.</exception>
    public string NameOf(T item)
    {
        string name = nameOf(item);
        if (string.IsNullOrWhiteSpace(name) || name.Trim() != name)
        {
            throw new ArgumentException($"a {Kind} has the name '{name}'; it must not be empty or padded with blanks");
        }

        return name;
    }

    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void RefuseTaken(string name)
    {
        int at = IndexOf(name);
        if (at >= 0)
        {
            throw new ArgumentException($"the {Kind} '{name}' is already offered by {_owners[at]}; remove one of the two");
        }
    }

    public void Add(T item, string name, string owner)
    {
        RefuseTaken(name);
        // Copied, so that a reader of Items on another thread never sees it change.
        _items = [.. _items, item];
        _names.Add(name);
        _owners.Add(owner);
    }

    public T? Find(string name)
    {
        int at = IndexOf(name);
        return at < 0 ? null : _items[at];
    }

    private int IndexOf(string name) => _names.FindIndex(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase));
}

namespace Aqueduct.Runtime;

/// <summary>Where runs are kept: a SQLite file in the home, or a server. Engine and commands know stores by this and <see cref="StoreSession"/> only.</summary>
abstract class StoreDatabase
{
    /// <summary>Where a person finds it: a file's path, or host, port, database and schema; never a secret.</summary>
    public abstract string Name { get; }

    /// <summary>Whether its processes may use different homes: whom a run belongs to must then be told apart by home.</summary>
    public virtual bool HasManyHomes => false;

    /// <summary>Where the runs are, in a sentence to a person: the home they know, or the server.</summary>
    public string PlaceOf(string home) => HasManyHomes ? Name : home;

    /// <summary>Whether there is a store; looking creates none.</summary>
    /// <exception cref="HomeException">It cannot be found out.</exception>
    public abstract bool Exists();

    /// <summary>Opens the store, creating it where it is missing, and brings an older one up to date.</summary>
    /// <exception cref="HomeException">It cannot be opened.</exception>
    /// <exception cref="NewerStoreException">A newer program created the store.</exception>
    public abstract StoreSession Open();

    /// <summary>Opens a further session of a store that <see cref="Open"/> has brought up to date.</summary>
    public abstract StoreSession Connect();

    /// <summary>Opens a store that may only be read, such as one on a read-only disk, and as it is; null where there is no such thing.</summary>
    /// <exception cref="HomeException">It cannot be read either.</exception>
    public virtual StoreSession? OpenReadOnly() => null;
}

/// <summary>The run store has a newer schema than this program knows.</summary>
/// <param name="name">Where the store is.</param>
/// <param name="version">Version that was found.</param>
/// <param name="known">Newest version this program knows.</param>
/// <param name="elsewhere">How to use another store instead.</param>
sealed class NewerStoreException(string name, int version, int known, string elsewhere)
    : Exception($"The run store '{name}' has schema version {version}; this program knows versions up to {known}. Update the Aqueduct package or tool, or {elsewhere}.");

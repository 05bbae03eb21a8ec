using System;

namespace Aqueduct.Model;

/// <summary>A value a person wrote, and the anchor of where.</summary>
sealed record Given<T>(T Value, int Anchor) where T : IEquatable<T>;

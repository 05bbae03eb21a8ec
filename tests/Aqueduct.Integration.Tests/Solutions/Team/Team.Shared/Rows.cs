namespace Team.Shared;

public sealed record Order(int Id, string City, DateOnly Day, double Amount, double? Discount);

public sealed record Total(string City, int Orders, double Amount);

public sealed record Customer(int CustId, int CompanySize, int NSupportTickets);

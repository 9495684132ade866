/** Which sub-types an account type has; the first one is what an account of the type gets that names none. */
const subTypes: Readonly<Record<string, readonly string[]>> = {
  Bank: ['CashOnHand', 'Checking', 'MoneyMarket', 'RentsHeldInTrust', 'Savings', 'TrustAccounts'],
  'Accounts Receivable': ['AccountsReceivable'],
  'Other Current Asset': ['OtherCurrentAssets', 'Inventory', 'PrepaidExpenses', 'UndepositedFunds', 'LoansToOthers'],
  'Fixed Asset': ['OtherFixedAssets', 'MachineryAndEquipment', 'Vehicles', 'FurnitureAndFixtures', 'Land', 'Buildings'],
  'Other Asset': ['OtherLongTermAssets', 'SecurityDeposits', 'Goodwill', 'Licenses'],
  'Accounts Payable': ['AccountsPayable'],
  'Credit Card': ['CreditCard'],
  'Other Current Liability': [
    'OtherCurrentLiabilities',
    'SalesTaxPayable',
    'GlobalTaxPayable',
    'LoanPayable',
    'PayrollTaxPayable',
  ],
  'Long Term Liability': ['OtherLongTermLiabilities', 'NotesPayable', 'ShareholderNotesPayable'],
  Equity: ['OpeningBalanceEquity', 'RetainedEarnings', 'OwnersEquity', 'CommonStock', 'PartnersEquity'],
  Income: [
    'SalesOfProductIncome',
    'ServiceFeeIncome',
    'OtherPrimaryIncome',
    'DiscountsRefundsGiven',
    'NonProfitIncome',
  ],
  'Other Income': ['OtherMiscellaneousIncome', 'InterestEarned', 'DividendIncome'],
  Expense: [
    'OtherMiscellaneousServiceCost',
    'AdvertisingPromotional',
    'Auto',
    'BankCharges',
    'Entertainment',
    'EquipmentRental',
    'Insurance',
    'LegalProfessionalFees',
    'OfficeGeneralAdministrativeExpenses',
    'RentOrLeaseOfBuildings',
    'RepairMaintenance',
    'SuppliesMaterials',
    'Travel',
    'TravelMeals',
    'Utilities',
  ],
  'Other Expense': ['OtherMiscellaneousExpense', 'Depreciation', 'PenaltiesSettlements'],
  'Cost of Goods Sold': ['SuppliesMaterialsCogs', 'CostOfLaborCos', 'EquipmentRentalCos', 'OtherCostsOfServiceCos'],
};

export function standardSubType(type: string): string {
  return subTypes[type]?.[0] ?? type.replaceAll(' ', '');
}

/** AccountType may be left out where the sub-type says it. */
export function typeOfSubType(subType: string | undefined): string | undefined {
  return Object.keys(subTypes).find((type) => subType !== undefined && subTypes[type]?.includes(subType));
}

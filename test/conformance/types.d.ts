/** Two clients that bring no types of the parts that the tests use. */
declare module 'node-quickbooks' {
  const QuickBooks: import('../simulator/kit.ts').Loose;
  export default QuickBooks;
}
declare module 'intuit-oauth' {
  const OAuthClient: import('../simulator/kit.ts').Loose;
  export default OAuthClient;
}

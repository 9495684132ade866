/** The sign of the product: two rings that hold each other. */
export function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="3.4">
        <circle cx="11.5" cy="16" r="8" />
        <circle cx="20.5" cy="16" r="8" />
      </g>
    </svg>
  );
}

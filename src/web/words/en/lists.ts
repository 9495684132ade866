/** What all lists offer: saved views and tables for a spreadsheet. */
export const lists = {
  'export.csv': 'Export',
  'export.csvHint': 'As a table for a spreadsheet (CSV)',
  'export.done': '{count} row exported.|{count} rows exported.',
  'export.tooMany':
    'These are more than {count} rows. Narrow the list with filters, then export.|These are more than {count} rows. Narrow the list with filters, then export.',
  'view.title': 'Views',
  'view.none': 'No saved views yet. Set filters, then save them here.',
  'view.save': 'Save these filters as a view',
  'view.name': 'Name of the view',
  'view.saved': 'The view “{name}” is saved on this device.',
  'view.remove': 'Remove the view {name}',
  'view.unpaid': 'Overdue',
  'view.attention': 'Held by the sync',
  'view.own': 'Saved on this device',
  'view.given': 'Given',
} as const;

/** A chart with its sentence, and the same figures as a table for whoever does not see it. */
import type { ReactNode } from 'react';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../words/use-words.tsx';
import classes from './dashboard.module.css';

interface ChartColumn {
  name: string;
  label: string;
  color: string;
  strokeDasharray?: string;
}

interface Props {
  title: string;
  text: string;
  spanName: string;
  columns: readonly ChartColumn[];
  rows: readonly { at: string; time: string; [name: string]: string | number | null }[];
  note?: ReactNode;
  children: ReactNode;
}

export function ChartPanel({ title, text, spanName, columns, rows, note, children }: Props) {
  const { t, format } = useWords();
  const figure = (value: string | number | null | undefined) =>
    value === null || value === undefined ? '–' : format.number(String(value));
  const quiet = rows.every((row) => columns.every(({ name }) => !row[name]));
  const most = (name: string) => Math.max(0, ...rows.map((row) => Number(row[name] ?? 0)));
  const figures = format.list(
    columns.map(({ name, label }) => t('dash.figure', { name: label, value: figure(most(name)) })),
  );
  return (
    <Panel title={title} lead={<span className="small">{text}</span>}>
      {note}
      {quiet ? (
        <p className={classes.quiet}>{t('dash.quiet')}</p>
      ) : (
        <div className={classes.chart} role="img" aria-label={t('dash.summary', { title, span: spanName, figures })}>
          <ul className={classes.legend}>
            {columns.map(({ name, label, color, strokeDasharray }) => (
              <li key={name}>
                <svg width="18" height="10" aria-hidden="true">
                  <line x1="1" x2="17" y1="5" y2="5" stroke={color} strokeWidth="4" strokeDasharray={strokeDasharray} />
                </svg>
                {label}
              </li>
            ))}
          </ul>
          <div aria-hidden="true" inert>
            {children}
          </div>
        </div>
      )}
      {!quiet && (
        <details className={classes.details}>
          <summary>{t('dash.asTable')}</summary>
          <table className={classes.table} aria-label={title}>
            <thead>
              <tr>
                <th scope="col">{t('dash.time')}</th>
                {columns.map(({ name, label }) => (
                  <th key={name} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.at}>
                  <th scope="row">{row.time}</th>
                  {columns.map(({ name }) => (
                    <td key={name}>{figure(row[name])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </Panel>
  );
}

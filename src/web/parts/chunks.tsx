/**
 * A long list in pieces: what is far from the window is left out and keeps its height, so that thousands of rows scroll as
 * easily as fifty. A piece that has the focus or something opened in it stays.
 */
import { type ReactNode, useEffect, useRef, useState } from 'react';

const chunkSize = 50;
/** A short list is not taken apart: it can be searched and printed as a whole. */
const wholeUpTo = 200;
const near = '1200px 0px';

interface Props<Row> {
  rows: readonly Row[];
  as: 'tbody' | 'div';
  className?: string | undefined;
  render: (row: Row) => ReactNode;
}

export function Chunks<Row>({ rows, as, className, render }: Props<Row>) {
  if (rows.length <= wholeUpTo) {
    const Whole = as;
    return <Whole className={className}>{rows.map(render)}</Whole>;
  }
  const starts = Array.from({ length: Math.ceil(rows.length / chunkSize) }, (_, index) => index * chunkSize);
  return starts.map((start) => (
    <Chunk key={start} rows={rows.slice(start, start + chunkSize)} as={as} className={className} render={render} />
  ));
}

function Chunk<Row>({ rows, as: Piece, className, render }: Props<Row>) {
  const piece = useRef<HTMLElement | null>(null);
  // null: the rows are drawn.
  const [height, setHeight] = useState<number | null>(null);
  useEffect(() => {
    const element = piece.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        const inUse = element.contains(document.activeElement) || element.querySelector('[aria-expanded="true"]');
        if (entry?.isIntersecting || inUse) setHeight(null);
        else setHeight((before) => before ?? element.offsetHeight);
      },
      { rootMargin: near },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const take = (element: HTMLElement | null) => {
    piece.current = element;
  };
  const style = height === null ? undefined : { height };
  const shown = height === null ? rows.map(render) : null;
  return Piece === 'tbody' ? (
    <tbody ref={take}>
      {shown ?? (
        <tr>
          <td style={{ ...style, padding: 0 }} colSpan={100} />
        </tr>
      )}
    </tbody>
  ) : (
    <div ref={take} className={className} style={style}>
      {shown}
    </div>
  );
}

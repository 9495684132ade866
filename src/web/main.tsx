/** Starts the page: theme, words, cache, router. */
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './styles/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client.ts';
import { Surroundings } from './app-shell/surroundings.tsx';
import { router } from './router.tsx';
import { theme, tokensOf } from './theme.ts';

const root = document.getElementById('root');
if (!root) throw new TypeError('index.html has no #root.');

createRoot(root).render(
  <MantineProvider theme={theme} cssVariablesResolver={tokensOf} defaultColorScheme="auto">
    <QueryClientProvider client={queryClient}>
      <Surroundings>
        <RouterProvider router={router} />
      </Surroundings>
    </QueryClientProvider>
  </MantineProvider>,
);

/** Builds the page from src/web into dist/web, where the server finds it; in development it passes API calls on. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.TANDEM_URL ?? 'http://localhost:3000';

export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: { outDir: '../../dist/web', emptyOutDir: true, target: 'es2022', reportCompressedSize: false },
  server: { port: 5173, proxy: { '/api': server, '/webhooks': server } },
});

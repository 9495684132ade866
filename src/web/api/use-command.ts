/**
 * Sends a command, then lets everything on the screen be read again. A refusal is shown as the server's sentence,
 * unless the caller shows it itself (field errors).
 */
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useSay } from '../parts/use-say.ts';
import { useSentence } from './use-sentence.ts';

interface Options<Input, Output> {
  send: (input: Input) => Promise<Output>;
  /** What to say when it is done. */
  said?: string | ((output: Output, input: Input) => string);
  done?: (output: Output, input: Input) => void;
  /** true when the caller has dealt with the refusal. */
  refused?: (error: Error) => boolean;
}

export function useCommand<Input = void, Output = unknown>(
  options: Options<Input, Output>,
): UseMutationResult<Output, Error, Input> {
  const queries = useQueryClient();
  const sentence = useSentence();
  const say = useSay();
  return useMutation({
    mutationFn: options.send,
    onSuccess: async (output, input) => {
      options.done?.(output, input);
      const message = typeof options.said === 'function' ? options.said(output, input) : options.said;
      if (message) say(message);
      await queries.invalidateQueries();
    },
    onError: (error) => {
      if (options.refused?.(error)) return;
      say(sentence(error), 'refused');
    },
  });
}

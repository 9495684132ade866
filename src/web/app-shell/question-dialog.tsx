/** A question with what will happen, Cancel and the action by its name. */
import { Button, Group, Modal, Text } from '@mantine/core';
import type { Question } from '../parts/ask-first.ts';
import { useWords } from '../words/use-words.tsx';

export function QuestionDialog({ question, close }: { question: Question; close: () => void }) {
  const { t } = useWords();
  return (
    <Modal opened onClose={close} title={question.title} closeButtonProps={{ 'aria-label': t('ask.close') }}>
      <Text>{question.text}</Text>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={close}>
          {t('ask.cancel')}
        </Button>
        <Button
          {...(question.danger ? { color: 'red.9' } : {})}
          data-autofocus
          onClick={() => {
            close();
            question.proceed();
          }}
        >
          {question.action}
        </Button>
      </Group>
    </Modal>
  );
}

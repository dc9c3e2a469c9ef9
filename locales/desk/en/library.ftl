# Pictures, deliveries, sections, topics and people.

import './story/schema';

/** What the screens need that nobody sees first. */
import './dialog.css';
import './lobby.css';
import './draw.css';
import './draw-tools.css';
import './draw-modes.css';
import './reveal.css';
import './replay.css';
import './explain.css';
import './final.css';
import './talk.css';
import './guess.css';
import './moment.css';
import './reactions.css';
import './pages.css';
import './zen.css';
import './giving.css';
import './lab.css';

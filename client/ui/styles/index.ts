/** What the first screen needs; the other screens bring later.ts. */
import './fonts.css';
import './tokens.css';
import './base.css';
import './parts.css';
import './corner.css';
import './language.css';
import './fields.css';
import './menu.css';
import './ways.css';
import './notice.css';
